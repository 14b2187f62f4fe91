using System.Collections.Concurrent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public class JobWaiterTests
{
    private static readonly Uri Address = new("https://files.example.com/opens.csv");
    private readonly TestClock _clock = new(skipBelow: TimeSpan.FromSeconds(61));
    private readonly ConcurrentQueue<(long Job, TimeSpan At)> _asked = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TimeSpan Elapsed => _clock.GetUtcNow() - TestClock.Start;

    [Fact]
    public async Task A_job_is_asked_about_at_once_and_then_every_minute_until_it_has_an_address()
    {
        JobOutcome outcome = Assert.Single(await WaitAsync([1], (id, n) => Answer(id, done: n == 4)));

        Assert.Null(outcome.Failure);
        Assert.Equal(Address, outcome.Job.FileUrl);
        Assert.Equal([0, 1, 2, 3], _asked.Select(asked => asked.At.TotalMinutes));
    }

    [Fact]
    public async Task A_job_that_never_ends_is_asked_about_for_a_whole_day_and_then_told_with_its_id()
    {
        var options = new JobWaitOptions { Timeout = TimeSpan.FromHours(24) };
        JobOutcome outcome = Assert.Single(await WaitAsync([123456], (id, _) => Answer(id), options));

        Assert.Equal(SmFailureKind.JobNotReady, outcome.Failure!.Kind);
        Assert.Contains("Job 123456", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("continues on the server", outcome.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((24 * 60) + 1, _asked.Count);
        Assert.Equal(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1), _asked.ElementAt(_asked.Count - 2).At);
    }

    [Fact]
    public async Task A_job_can_be_waited_for_longer_than_a_timer_runs()
    {
        var options = new JobWaitOptions { Timeout = TimeSpan.FromSeconds(int.MaxValue), PollInterval = TimeSpan.FromDays(365) };
        var waiter = new JobWaiter((id, _) => Task.FromResult(Answer(id, done: true)), TimeProvider.System, options);
        await foreach (JobOutcome outcome in waiter.WaitAsync([new SmJob { JobId = 1 }], null, Token))
        {
            Assert.Null(outcome.Failure);
        }
    }

    [Fact]
    public async Task No_time_at_all_still_asks_once()
    {
        var options = new JobWaitOptions { Timeout = TimeSpan.Zero };
        Assert.Null(Assert.Single(await WaitAsync([1], (id, _) => Answer(id, done: true), options)).Failure);
        Assert.Equal(SmFailureKind.JobNotReady, Assert.Single(await WaitAsync([2], (id, _) => Answer(id), options)).Failure!.Kind);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task What_the_server_says_counts_for_nothing_without_an_address()
    {
        JobOutcome outcome = Assert.Single(await WaitAsync([1], (id, n) => Answer(id, done: n == 2) with { Message = "Export done" }));
        Assert.Null(outcome.Failure);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_failed_job_does_not_end_the_waiting_for_the_others()
    {
        IReadOnlyList<JobOutcome> outcomes = await WaitAsync(
            [1, 2, 3], (id, n) =>
                id == 2 ? new SmJob { JobId = id, Status = SmJobStatus.Failed, Message = "Export failed" } : Answer(id, done: n > 1));

        JobOutcome failed = Assert.Single(outcomes, outcome => outcome.Failure is not null);
        Assert.Equal(2, failed.Job.JobId);
        Assert.Equal(SmFailureKind.JobFailed, failed.Failure!.Kind);
        Assert.Contains("Export failed", failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal([1, 3], outcomes.Where(outcome => outcome.Failure is null).Select(outcome => outcome.Job.JobId).Order());
    }

    [Theory]
    [InlineData(SmFailureKind.ConnectionFailed)]
    [InlineData(SmFailureKind.TimedOut)]
    [InlineData(SmFailureKind.ServerError)]
    [InlineData(SmFailureKind.InvalidResponse)]
    public async Task A_question_that_was_lost_is_asked_again(SmFailureKind kind)
    {
        JobOutcome outcome =
            Assert.Single(await WaitAsync([1], (id, n) => n < 3 ? throw new SmException(kind, "lost") : Answer(id, done: true)));
        Assert.Null(outcome.Failure);
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task The_last_trouble_is_told_when_the_time_is_over()
    {
        SmException failure =
            Assert.Single(await WaitAsync([1], (_, _) => throw new SmException(SmFailureKind.ConnectionFailed, "no route"))).Failure!;
        Assert.Equal(SmFailureKind.JobNotReady, failure.Kind);
        Assert.Contains("no route", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_end_the_waiting_for_the_job_at_once()
    {
        SmException failure =
            Assert.Single(await WaitAsync([1], (_, _) => throw new SmException(SmFailureKind.Authentication, "no"))).Failure!;
        Assert.Equal(SmFailureKind.Authentication, failure.Kind);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task What_was_known_of_the_export_stays_on_the_job_and_an_old_address_does_not()
    {
        var known = new SmJob
        {
            JobId = 1,
            PushId = "p",
            After = TestClock.Start,
            FileUrl = new Uri("https://files.example.com/old"),
            Status = SmJobStatus.Done,
        };
        JobOutcome outcome = Assert.Single(
            await CollectAsync(
                Waiter((id, n) => n < 2 ? throw new SmException(SmFailureKind.TimedOut, "") : Answer(id, done: true)), [known]));
        Assert.Equal(known with { FileUrl = Address }, outcome.Job);
    }

    [Fact]
    public async Task A_job_given_twice_is_waited_for_once() =>
        Assert.Single(await WaitAsync([7, 7], (id, _) => Answer(id, done: true)));

    [Fact]
    public async Task No_more_questions_are_on_their_way_than_asked_for()
    {
        int now = 0, most = 0;
        var gate = new TaskCompletionSource();
        async Task<SmJob> AskAsync(long id, CancellationToken token)
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            if (now == 3)
            {
                gate.SetResult();
            }

            await gate.Task.WaitAsync(token);
            Interlocked.Decrement(ref now);
            return Answer(id, done: true);
        }

        var waiter = new JobWaiter(AskAsync, TimeProvider.System, new JobWaitOptions { MaxConcurrency = 3 });
        Assert.Equal(20, (await CollectAsync(waiter, Enumerable.Range(1, 20).Select(id => new SmJob { JobId = id }))).Count);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Stopping_early_stops_the_questions()
    {
        var forever = new TaskCompletionSource<SmJob>();
        CancellationToken seen = default;
        Task<SmJob> AskAsync(long id, CancellationToken token)
        {
            if (id == 1)
            {
                return Task.FromResult(Answer(id, done: true));
            }

            seen = token;
            return forever.Task.WaitAsync(token);
        }

        await foreach (
            JobOutcome outcome in new JobWaiter(AskAsync, _clock, new JobWaitOptions())
                .WaitAsync([new SmJob { JobId = 2 }, new SmJob { JobId = 1 }], null, Token))
        {
            Assert.Equal(1, outcome.Job.JobId);
            break;
        }

        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_question_without_an_answer_does_not_hold_up_the_deadline()
    {
        var clock = new TestClock();
        var asked = new TaskCompletionSource();
        async Task<SmJob> AskAsync(long id, CancellationToken token)
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return Answer(id);
        }

        var waiter = new JobWaiter(AskAsync, clock, new JobWaitOptions { Timeout = TimeSpan.FromMinutes(5) });
        Task<IReadOnlyList<JobOutcome>> waiting = CollectAsync(waiter, [new SmJob { JobId = 1 }]);
        await asked.Task.WaitAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(SmFailureKind.JobNotReady, Assert.Single(await waiting).Failure!.Kind);
    }

    [Fact]
    public async Task Progress_counts_jobs_and_time()
    {
        var seen = new List<JobWaitProgress>();
        await foreach (JobOutcome _ in Waiter((id, n) => Answer(id, done: n == 3)).WaitAsync([new SmJob { JobId = 1 }], seen.Add, Token))
        {
            continue;
        }

        Assert.Equal([(0, 0), (0, 1), (1, 2)], seen.Select(one => (one.Ended, (int)one.Elapsed.TotalMinutes)));
        Assert.All(seen, one => Assert.Equal(1, one.Jobs));
    }

    private static SmJob Answer(long id, bool done = false) => new()
    {
        JobId = id,
        Status = done ? SmJobStatus.Done : SmJobStatus.Running,
        FileUrl = done ? Address : null,
    };

    private JobWaiter Waiter(Func<long, int, SmJob> answer, JobWaitOptions? options = null) => new(
        (id, _) =>
        {
            _asked.Enqueue((id, Elapsed));
            return Task.FromResult(answer(id, _asked.Count(asked => asked.Job == id)));
        },
        _clock,
        options ?? new JobWaitOptions());

    private Task<IReadOnlyList<JobOutcome>> WaitAsync(long[] ids, Func<long, int, SmJob> answer, JobWaitOptions? options = null) =>
        CollectAsync(Waiter(answer, options), ids.Select(id => new SmJob { JobId = id }));

    private static async Task<IReadOnlyList<JobOutcome>> CollectAsync(JobWaiter waiter, IEnumerable<SmJob> jobs)
    {
        var outcomes = new List<JobOutcome>();
        await foreach (JobOutcome outcome in waiter.WaitAsync(jobs, null, Token))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
