using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>Jobs that take almost a day, and jobs that never end, asked about every minute for 24 hours of simulated time.</summary>
internal sealed class PollingDayDrill : IDrill
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WholeDay = TimeSpan.FromHours(24);

    public string Name => "polling-day";

    public string Promise =>
        "Jobs are asked about once a minute for as long as it takes; lost answers do not matter, the deadline holds, memory does not grow.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int jobs = settings.Scale(20);
        Day slow = await LiveAsync(
            settings, jobs, new SandboxOptions { JobDuration = TimeSpan.FromHours(23.5) },
            SandboxFaults.None with { ServerErrorRate = 0.02 }, cancellationToken);
        Day endless = await LiveAsync(
            settings, jobs, new SandboxOptions(), SandboxFaults.None with { JobsNeverEnd = true, HtmlRate = 0.02 }, cancellationToken);
        int expected = jobs * (int)(WholeDay / Interval);
        return new DrillReport()
            .Count("jobs", 2 * jobs).Count("questions", slow.Questions + endless.Questions).Count("done after 23.5 h", slow.Done)
            .Count("given up at 24 h", endless.NotReady).Add("memory grew", $"{Math.Max(slow.GrownKilobytes, endless.GrownKilobytes)} KiB")
            .Expect(slow.Done == jobs, $"{slow.Done} of {jobs} slow jobs were done")
            .Expect(endless.NotReady == jobs, $"{endless.NotReady} of {jobs} endless jobs were given up as not ready")
            .Expect(endless.Elapsed == WholeDay, $"the deadline came after {endless.Elapsed}")
            .Expect(
                endless.Questions >= expected && endless.Questions <= expected + jobs,
                $"{endless.Questions} questions instead of {expected}")
            .Expect(slow.GrownKilobytes < 4096 && endless.GrownKilobytes < 4096, "memory grew with the number of questions");
    }

    private static async Task<Day> LiveAsync(
        DrillSettings settings, int jobs, SandboxOptions options, SandboxFaults faults, CancellationToken cancellationToken)
    {
        var time = new TestClock();
        var account = new SandboxAccount(options with { Seed = settings.Seed, TimeProvider = time });
        using HttpMessageHandler handler = account.CreateHandler();
        using SmClient client = Client(handler, time);
        var started = new List<SmJob>();
        foreach (int _ in Enumerable.Range(0, jobs))
        {
            started.Add(
                await client.ExportPushAsync(
                    account.Pushes[0].Id.ToString(), time.GetUtcNow().AddDays(-7), time.GetUtcNow(), cancellationToken));
        }

        account.Faults = faults;
        int before = account.Requests.Total, ended = 0;
        var waiter = new JobWaiter(client.GetJobAsync, time, new JobWaitOptions { PollInterval = Interval, Timeout = WholeDay });
        Task<IReadOnlyList<JobOutcome>> waiting =
            CollectAsync(waiter, started, progress => Volatile.Write(ref ended, progress.Ended), cancellationToken);
        long heap = 0;
        for (int minute = 0; await AllWaitAsync(time, waiting, () => jobs - Volatile.Read(ref ended), cancellationToken); minute++)
        {
            heap = minute == 60 ? GC.GetTotalMemory(forceFullCollection: true) : heap;
            time.Advance(Interval);
        }

        IReadOnlyList<JobOutcome> outcomes = await waiting;
        return new Day(
            outcomes.Count(static outcome => outcome.Failure is null),
            outcomes.Count(static outcome => outcome.Failure is { Kind: SmFailureKind.JobNotReady }),
            account.Requests.Total - before,
            TimeSpan.FromTicks(time.GetTimestamp()),
            (GC.GetTotalMemory(forceFullCollection: true) - heap) / 1024);
    }

    /// <summary>
    /// Until every job that has not ended waits for its next question. Only then may time pass: a request in flight must not time out.
    /// </summary>
    private static async Task<bool> AllWaitAsync(TestClock time, Task waiting, Func<int> pending, CancellationToken cancellationToken)
    {
        while (!waiting.IsCompleted && (pending() == 0 || time.CountDueIn(Interval) < pending()))
        {
            await Task.Delay(TimeSpan.FromTicks(1), cancellationToken);
        }

        return !waiting.IsCompleted;
    }

    private static async Task<IReadOnlyList<JobOutcome>> CollectAsync(
        JobWaiter waiter, IEnumerable<SmJob> jobs, Action<JobWaitProgress> progress, CancellationToken cancellationToken)
    {
        var outcomes = new List<JobOutcome>();
        await foreach (JobOutcome outcome in waiter.WaitAsync(jobs, progress, cancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>Without retries of its own: a lost answer is made good by the next question.</summary>
    private static SmClient Client(HttpMessageHandler handler, TimeProvider time) => new(new SmClientOptions
    {
        MobileEndpoint = new Uri("https://sandbox.test"),
        MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
        Handler = handler,
        TimeProvider = time,
        MaxRetry = 0,
    });

    private sealed record Day(int Done, int NotReady, int Questions, TimeSpan Elapsed, long GrownKilobytes);
}
