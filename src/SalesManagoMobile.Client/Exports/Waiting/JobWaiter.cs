using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SalesManagoMobile.Client;

/// <summary>
/// Waits for many export jobs at once: asks about each at once and then again and again, until it is done, has failed, or the time is over.
/// One job's failure does not end the waiting for the others.
/// </summary>
/// <param name="ask">Asks once about a job, as <see cref="SmClient.GetJobAsync"/> does.</param>
/// <param name="timeProvider">Measures the deadline and waits between questions.</param>
/// <param name="options">How often, how long, how many at a time.</param>
public sealed class JobWaiter(Func<long, CancellationToken, Task<SmJob>> ask, TimeProvider timeProvider, JobWaitOptions options)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A question begun shortly before the deadline may still be answered; it does not hold the deadline up for longer than this.
    /// </summary>
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(30);

    /// <summary>No timer runs longer than 49 days; the deadline may be later.</summary>
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(49);

    // The time of the next poll of each job.
    private readonly ConcurrentDictionary<long, DateTimeOffset> _due = new();

    private TimeSpan Interval => options.PollInterval > MinInterval ? options.PollInterval : MinInterval;

    /// <summary>Gives each job as soon as it has ended. A job that is given twice is waited for once.</summary>
    /// <param name="jobs">What is known of the jobs; only <see cref="SmJob.JobId"/> is needed.</param>
    /// <param name="progress">Called after each answer, on whatever thread it came.</param>
    /// <param name="cancellationToken">Ends the wait; the jobs continue on the server.</param>
    public async IAsyncEnumerable<JobOutcome> WaitAsync(
        IEnumerable<SmJob> jobs, Action<JobWaitProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SmJob[] pending = [.. jobs.DistinctBy(job => job.JobId)];
        long start = timeProvider.GetTimestamp();
        int ended = 0;
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var gate = new SemaphoreSlim(Math.Max(1, options.MaxConcurrency));
        var outcomes = Channel.CreateUnbounded<JobOutcome>();
        var waits = Task.WhenAll(pending.Select(WaitForOneAsync));
        try
        {
            for (int given = 0; given < pending.Length; given++)
            {
                yield return await outcomes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await leave.CancelAsync().ConfigureAwait(false);
            await waits.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // An unexpected failure of a poll ends the wait through the channel.
        async Task WaitForOneAsync(SmJob job)
        {
            try
            {
                JobOutcome outcome = await UntilEndAsync(job, start, gate, Report, leave.Token).ConfigureAwait(false);
                Interlocked.Increment(ref ended);
                Report();
                outcomes.Writer.TryWrite(outcome);
            }
            catch (Exception unforeseen)
            {
                outcomes.Writer.TryComplete(unforeseen);
            }
        }

        void Report() =>
            progress?.Invoke(new JobWaitProgress(pending.Length, Volatile.Read(ref ended), timeProvider.GetElapsedTime(start), NextAsk()));
    }

    private async Task<JobOutcome> UntilEndAsync(
        SmJob job, long start, SemaphoreSlim gate, Action report, CancellationToken cancellationToken)
    {
        // What an earlier run saw does not count: addresses expire.
        job = job with { Status = SmJobStatus.Running, FileUrl = null };
        SmException? trouble = null;
        while (true)
        {
            try
            {
                SmJob seen = await AskAsync(job.JobId, start, gate, cancellationToken).ConfigureAwait(false);
                job = Merge(job, seen);
                trouble = null;
            }
            catch (SmException failure) when (MayPass(failure.Kind))
            {
                trouble = failure;
            }
            catch (SmException failure)
            {
                return new JobOutcome(job, failure);
            }

            if (job.FileUrl is not null)
            {
                return new JobOutcome(job, null);
            }

            if (job.Status == SmJobStatus.Failed)
            {
                return new JobOutcome(
                    job,
                    new SmException(SmFailureKind.JobFailed, $"Job {job.JobId} failed: {job.Message ?? "the server did not say why"}"));
            }

            TimeSpan left = options.Timeout - timeProvider.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return new JobOutcome(job, NotReady(job, trouble));
            }

            TimeSpan pause = Timer(left < Interval ? left : Interval);
            _due[job.JobId] = timeProvider.GetUtcNow() + pause;
            report();
            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            _due.TryRemove(job.JobId, out _);
        }
    }

    private DateTimeOffset? NextAsk() => _due.Values.Select(time => (DateTimeOffset?)time).Min();

    private static TimeSpan Timer(TimeSpan wanted) => wanted < MaxTimer ? wanted : MaxTimer;

    private async Task<SmJob> AskAsync(long jobId, long start, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TimeSpan left = options.Timeout - timeProvider.GetElapsedTime(start);
            using var limit = new CancellationTokenSource(Timer((left > TimeSpan.Zero ? left : TimeSpan.Zero) + AnswerGrace), timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            return await ask(jobId, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmException(SmFailureKind.TimedOut, "The server did not answer in time.");
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>What is known of a job, brought up to date by a newer answer; an answer alone does not tell what was exported.</summary>
    public static SmJob Merge(SmJob known, SmJob seen) =>
        known with { Status = seen.Status, Message = seen.Message, FileUrl = seen.FileUrl, CheckedAt = seen.CheckedAt };

    /// <summary>Whether asking again later may go well. The server forgets no job because a question about it was lost.</summary>
    private static bool MayPass(SmFailureKind kind) => kind
        is SmFailureKind.ConnectionFailed or SmFailureKind.ConnectionLost or SmFailureKind.TimedOut
        or SmFailureKind.ServerError or SmFailureKind.Throttled or SmFailureKind.InvalidResponse;

    private SmException NotReady(SmJob job, SmException? trouble) => new(
        SmFailureKind.JobNotReady,
        $"Job {job.JobId} was not done after {options.Timeout:c}. It continues on the server."
        + (trouble is null ? "" : $" The last request for its status failed: {trouble.Message}"),
        trouble);
}

/// <summary>What became of a job that was waited for.</summary>
/// <param name="Job">The job as last seen; <see cref="SmJobStatus.Done"/> when <paramref name="Failure"/> is null.</param>
/// <param name="Failure">
/// <see cref="SmFailureKind.JobFailed"/> when the server said so, <see cref="SmFailureKind.JobNotReady"/> when the time was over,
/// or why the job could not be asked about at all.
/// </param>
public sealed record JobOutcome(SmJob Job, SmException? Failure);

/// <summary>How jobs are waited for.</summary>
public sealed record JobWaitOptions
{
    /// <summary>
    /// The time between two polls of the same job. Documented recommendation: 60 s, the default. At least 1 s.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long all jobs are waited for. Each is asked about at least once, also when this is zero. Default 1 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest number of questions on their way at a time. Default 8.</summary>
    public int MaxConcurrency { get; init; } = 8;
}

/// <summary>How far the waiting is.</summary>
/// <param name="Jobs">How many jobs are waited for in all.</param>
/// <param name="Ended">How many of them have ended, well or not.</param>
/// <param name="Elapsed">Since the waiting began.</param>
/// <param name="NextAsk">The time of the next poll of a job, or null while one is in flight.</param>
public readonly record struct JobWaitProgress(int Jobs, int Ended, TimeSpan Elapsed, DateTimeOffset? NextAsk);
