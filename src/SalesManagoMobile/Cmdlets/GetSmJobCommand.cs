using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Asks once where export jobs stand, several at a time. A job is done if, and only if, it has a file address. Without arguments it asks
/// about the jobs that the session has seen.
/// </summary>
[Cmdlet(VerbsCommon.Get, "SmJob")]
[OutputType(typeof(SmJob))]
public sealed class GetSmJobCommand : SmReadingCmdlet<SmJob, SmJob>
{
    /// <summary>The jobs, or their ids. Jobs pipe in. Without it: the jobs that this session has started or asked about.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The jobs, or their ids")]
    [IdTransformation("JobId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public long[]? JobId { get; set; }

    /// <summary>A job as Start-SmExport emits it: what it knows of the export stays on what comes out.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public SmJob? InputObject { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (JobId is null && InputObject is null && MyInvocation.ExpectingInput)
        {
            return;
        }

        IEnumerable<SmJob> jobs = JobId is null && InputObject is null
            ? ActiveSession.Seen.Jobs
            : ActiveSession.Seen.Known(JobId ?? [], InputObject);
        foreach (SmJob job in jobs)
        {
            Ask(job);
        }
    }

    private protected override async Task<IReadOnlyList<SmJob>> AskAsync(SmJob key, CancellationToken cancellationToken) =>
        [JobWaiter.Merge(key, await Client.GetJobAsync(key.JobId, cancellationToken).ConfigureAwait(false))];

    private protected override void OnResult(SmJob result) => ActiveSession.Seen.Job(result);
}
