namespace SalesManagoMobile.Client;

/// <summary>A result, and the failure behind it when there was one.</summary>
/// <typeparam name="TResult">The flat object that goes on the pipeline.</typeparam>
public readonly record struct BulkOutcome<TResult>(TResult Result, SmException? Error);

/// <summary>
/// One run over many inputs of one kind: paced, each thing sent once, stopped when the server is down. The caller keeps the tasks of
/// <see cref="Send"/> in input order, at most <see cref="Capacity"/> of them, and reads their outcomes.
/// </summary>
public sealed class BulkRun<TRequest, TResult> : IDisposable
{
    private readonly CancellationTokenSource _cancelled;
    private readonly CancellationTokenSource _stopped;
    private SmException? _end;
    private int _inputs;

    internal BulkRun(
        SmClient client, BulkOptions options, SendOperation<TRequest, TResult> operation, CancellationToken cancellationToken = default)
    {
        client.Require(operation.Host);
        (Client, Options, Operation) = (client, options, operation);
        Journal = options.Journal ?? SendJournal.InMemory();
        Line = new PaceLine(client.Pace, options.ThrottleLimit, options.MaxRequestsPerSecond);
        Meter = new ProgressMeter(options, Line, Time);
        Streak = new FailureStreak(options);
        _cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stopped = CancellationTokenSource.CreateLinkedTokenSource(_cancelled.Token);
        PushNames = new PushNames(client, _cancelled.Token);
    }

    /// <summary>
    /// How many sends may wait for their outcome or for being read: four windows, so that one slow answer does not idle the rest.
    /// </summary>
    public int Capacity => 4 * (Options.ThrottleLimit ?? Client.Pace.MaxLimit);

    /// <summary>
    /// What ended the run before its input did, or null. What is sent from then on is <see cref="SmSendStatus.NotTried"/>.
    /// </summary>
    public SmException? End => Volatile.Read(ref _end);

    /// <summary>How the run stands.</summary>
    public BulkProgress Progress => Meter.Current;

    internal SmClient Client { get; }

    internal BulkOptions Options { get; }

    internal SendOperation<TRequest, TResult> Operation { get; }

    internal SendJournal Journal { get; }

    /// <summary>Where its requests wait at the session's pace.</summary>
    internal PaceLine Line { get; }

    internal ProgressMeter Meter { get; }

    internal FailureStreak Streak { get; }

    internal PushNames PushNames { get; }

    internal TimeProvider Time => Client.Options.TimeProvider;

    /// <summary>Nothing more may leave, but what is in flight gets its outcome.</summary>
    internal CancellationToken Stopped => _stopped.Token;

    /// <summary>What is in flight is not waited for, either.</summary>
    internal CancellationToken Cancelled => _cancelled.Token;

    /// <summary>
    /// Sends one input. The task completes with its outcome, whatever that is; it never fails. Call it from one thread.
    /// </summary>
    public Task<BulkOutcome<TResult>> Send(TRequest request)
    {
        if (Options.Journal is { } journal && JournalShard.Mismatch(journal.Path, journal.Shard, Operation.ShardOf(request)) is { } mismatch)
        {
            EndWith(mismatch);
        }

        return new Send<TRequest, TResult>(this, request, ++_inputs).RunAsync();
    }

    /// <summary>Lets nothing more leave. What is in flight gets its outcome.</summary>
    public void Stop() => _ = _stopped.CancelAsync();

    /// <summary>Stops waiting for what is in flight, too: it ends as unknown, unless no byte of it left.</summary>
    public void Cancel()
    {
        Stop();
        _ = _cancelled.CancelAsync();
    }

    /// <summary>To be called when all tasks have ended.</summary>
    public void Dispose()
    {
        _stopped.Dispose();
        _cancelled.Dispose();
    }

    /// <summary>A token that is linked to another is cancelled a moment after it, so both are asked.</summary>
    internal void ThrowIfStopped()
    {
        Cancelled.ThrowIfCancellationRequested();
        Stopped.ThrowIfCancellationRequested();
    }

    /// <summary>Stops the run because of something that concerns all inputs.</summary>
    internal void EndWith(SmException failure)
    {
        Interlocked.CompareExchange(ref _end, failure, null);
        Stop();
    }
}
