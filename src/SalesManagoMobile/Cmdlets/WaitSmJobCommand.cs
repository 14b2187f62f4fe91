using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Waits for export jobs, all at once, and emits each as soon as it is done. A job that fails, or is not done in time, is a
/// non-terminating error; it may be waited for again by its id.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "SmJob")]
[OutputType(typeof(SmJob))]
public sealed class WaitSmJobCommand : SmWaitingCmdlet
{
    private readonly List<SmJob> _jobs = [];

    /// <inheritdoc />
    protected override void ProcessRecord() => _jobs.AddRange(Jobs);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        foreach (SmJob job in WaitFor(_jobs))
        {
            WriteObject(job);
        }
    }
}
