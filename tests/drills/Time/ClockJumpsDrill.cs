using System.Diagnostics;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>A paced run with throttling, and waiting for jobs, while the clock is set back and forth by up to a year.</summary>
internal sealed class ClockJumpsDrill : IDrill
{
    private const int PerSecond = 200;

    public string Name => "clock-jumps";

    public string Promise => "Setting the clock neither hurries nor holds up a run, a pause or a deadline, and no duration is negative.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int recipients = settings.Scale(1000);
        var time = new JumpingTime(settings.Seed);
        SandboxAccount account = JournaledRun.Account(settings.Seed);
        account.Faults = SandboxFaults.None with { ThrottleEvery = 400, RetryAfterAsDate = true };
        await using var server = SandboxServer.Start(account);
        using SmClient client = JournaledRun.Client(server.Url, time);
        var options = new BulkOptions { MaxRequestsPerSecond = PerSecond };

        var negative = new List<TimeSpan>();
        options = options with { Progress = new ElapsedWatch(negative) };
        long started = Stopwatch.GetTimestamp();
        JournaledRun run =
            await JournaledRun.SendAsync(client, account, settings.PathOf("send.journal"), recipients, options, cancellationToken);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        TimeSpan waited = await WaitForJobAsync(time, cancellationToken);
        var truth = SendTruth.Of(account, run, recipients);

        // One second of pause for each refusal at most, and as long again for a machine that has other things to do.
        var fair = TimeSpan.FromSeconds((double)recipients / PerSecond);
        TimeSpan longest = (fair + TimeSpan.FromSeconds((recipients / 400) + 2)) * 3;
        return new DrillReport()
            .Count("sends", recipients).Count("clock set", time.Jumps).Add("paced for", $"{fair.TotalSeconds:0.0} s")
            .Add("took", $"{elapsed.TotalSeconds:0.0} s").Add("deadline of 2 s kept after", $"{waited.TotalSeconds:0.0} s")
            .Expect(run.End is null, $"the run ended with {run.End?.Message}")
            .Expect(truth.Holds, truth.ToString())
            .Expect(elapsed >= fair * 0.9, "the run went faster than its pace")
            .Expect(elapsed < longest, "the run was held up")
            .Expect(negative.Count == 0, $"{negative.Count} negative durations")
            .Expect(waited > TimeSpan.FromSeconds(1.9) && waited < TimeSpan.FromSeconds(20), "the deadline moved with the clock");
    }

    /// <summary>Waits for a job that never ends; returns how long that took.</summary>
    private static async Task<TimeSpan> WaitForJobAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var waiter = new JobWaiter(
            static (id, _) => Task.FromResult(new SmJob { JobId = id }),
            time,
            new JobWaitOptions { PollInterval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(2) });
        long started = Stopwatch.GetTimestamp();
        await foreach (JobOutcome outcome in waiter.WaitAsync([new SmJob { JobId = 1 }], null, cancellationToken))
        {
            if (outcome.Failure is not { Kind: SmFailureKind.JobNotReady })
            {
                throw new InvalidOperationException($"A job without an end ended: {outcome}");
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private sealed class ElapsedWatch(List<TimeSpan> negative) : IProgress<BulkProgress>
    {
        public void Report(BulkProgress value)
        {
            if (value.Elapsed < TimeSpan.Zero || value.PerSecond < 0)
            {
                lock (negative)
                {
                    negative.Add(value.Elapsed);
                }
            }
        }
    }
}
