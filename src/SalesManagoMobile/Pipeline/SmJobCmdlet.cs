using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that is about export jobs, given as objects or by id. An id from another day will do.</summary>
public abstract class SmJobCmdlet : SmSessionCmdlet
{
    private protected SmJobCmdlet()
    {
    }

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

    /// <summary>The jobs that the current input names.</summary>
    private protected IEnumerable<SmJob> Jobs => ActiveSession.Seen.Known(JobId, InputObject);

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
    }
}
