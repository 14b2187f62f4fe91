using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that waits for export jobs.</summary>
public abstract class SmWaitingCmdlet : SmJobCmdlet
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private protected SmWaitingCmdlet()
    {
    }

    /// <summary>How long to wait for all jobs together, in seconds; 3600 by default. Each job is asked about at least once, also with 0.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; } = 3600;

    /// <summary>How long after an answer the same job is asked about again, in seconds, 1 to 3600; 60 by default, as the API recommends.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; } = 60;

    /// <summary>Gives each job as soon as it is done; the others become non-terminating errors.</summary>
    private protected IEnumerable<SmJob> WaitFor(IReadOnlyCollection<SmJob> jobs)
    {
        var options = new JobWaitOptions
        {
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            MaxConcurrency = ActiveSession.ThrottleLimit,
        };
        TimeProvider time = Client.Options.TimeProvider;
        var waiter = new JobWaiter(Client.GetJobAsync, time, options);
        long start = time.GetTimestamp();
        int ended = 0;
        using (ITimer clock = time.CreateTimer(_ => ShowProgress(), null, Tick, Tick))
        {
            foreach (JobOutcome outcome in Enumerate(token => waiter.WaitAsync(jobs, seen => ended = seen.Ended, token)))
            {
                if (outcome.Failure is { } failure)
                {
                    WriteFailure(failure, outcome.Job);
                }
                else
                {
                    yield return outcome.Job;
                }
            }
        }

        WriteProgress(new ProgressRecord(0, "Waiting for export jobs", "Done") { RecordType = ProgressRecordType.Completed });

        void ShowProgress() => PostProgress(new ProgressRecord(0, "Waiting for export jobs", string.Create(
            CultureInfo.CurrentCulture,
            $"{ended} of {jobs.Count} ended, {time.GetElapsedTime(start):hh\\:mm\\:ss} of at most {options.Timeout:c}")));
    }
}
