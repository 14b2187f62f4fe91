using System.Globalization;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that waits for export jobs, given as objects or by id. An id from another day will do.</summary>
public abstract class SmWaitingCmdlet : SmSessionCmdlet
{
    private const int DefaultPollSec = 60;
    private const int SandboxPollSec = 1;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private HashSet<long>? _pending;

    private protected SmWaitingCmdlet()
    {
    }

    /// <summary>
    /// How long to wait for all jobs together, in seconds; 3600 by default. Each job is asked about at least once, also with 0.
    /// </summary>
    [Parameter(HelpMessage = "How long to wait for all jobs together, in seconds")]
    [ValidateRange(0, int.MaxValue)]
    public int TimeoutSec { get; set; } = 3600;

    /// <summary>
    /// How long after an answer the same job is asked about again, in seconds, 1 to 3600. The default is 60, as the API recommends, and 1
    /// in a sandbox.
    /// </summary>
    [Parameter(HelpMessage = "Seconds between two requests about the same job, 1 to 3600")]
    [ValidateRange(1, 3600)]
    public int? PollIntervalSec { get; set; }

    /// <summary>The jobs, or their ids. Jobs pipe in.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The jobs, or their ids")]
    [IdTransformation("JobId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public long[] JobId { get; set; } = [];

    /// <summary>A job as Start-SmExport emits it: what it knows of the export stays on what comes out.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public SmJob? InputObject { get; set; }

    // A sandbox that is served stands on this machine; the API never does.
    private bool IsSandbox => ActiveSession.IsSandbox || ActiveSession.MobileEndpoint.IsLoopback;

    /// <summary>The jobs that the current input names.</summary>
    private protected IEnumerable<SmJob> Jobs => ActiveSession.Seen.Known(JobId, InputObject);

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
    }

    /// <summary>Gives each job as soon as it is done; the others become non-terminating errors.</summary>
    private protected IEnumerable<SmJob> WaitFor(IReadOnlyCollection<SmJob> jobs)
    {
        var options = new JobWaitOptions
        {
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec ?? (IsSandbox ? SandboxPollSec : DefaultPollSec)),
            MaxConcurrency = Client.MaxInFlight,
        };
        TimeProvider time = Client.Options.TimeProvider;
        var waiter = new JobWaiter(Client.GetJobAsync, time, options);
        long start = time.GetTimestamp();
        var seen = new StrongBox<JobWaitProgress>();
        _pending = jobs.Select(job => job.JobId).ToHashSet();
        using (ITimer clock = time.CreateTimer(_ => ShowProgress(), null, Tick, Tick))
        {
            foreach (JobOutcome outcome in Enumerate(token => waiter.WaitAsync(jobs, progress => seen.Value = progress, token)))
            {
                _pending.Remove(outcome.Job.JobId);
                ActiveSession.Seen.Job(outcome.Job);
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
            $"{seen.Value.Ended} of {jobs.Count} ended, {time.GetElapsedTime(start):hh\\:mm\\:ss} of at most {options.Timeout:c}, "
                + $"{Next(seen.Value, time)}")));
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && StopToken.IsCancellationRequested && _pending is { Count: > 0 } left)
        {
            // The pipeline has stopped, but the ids must not be lost.
            string ids = string.Join(", ", left.Order());
            Host.UI.WriteLine($"These jobs continue on the server: {ids}. Wait for them again with Wait-SmJob -JobId {ids}");
        }

        _pending = null;
        base.Dispose(disposing);
    }

    private static string Next(JobWaitProgress progress, TimeProvider time) => progress.NextAsk is { } next
        ? string.Create(
            CultureInfo.CurrentCulture, $"asks again in {Math.Max(0, Math.Ceiling((next - time.GetUtcNow()).TotalSeconds)):0} s")
        : "asking";
}
