using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Asks once where export jobs stand. A job is done if, and only if, it has a file address.</summary>
[Cmdlet(VerbsCommon.Get, "SmJob")]
[OutputType(typeof(SmJob))]
public sealed class GetSmJobCommand : SmJobCmdlet
{
    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (SmJob job in Jobs)
        {
            Try(job, () => WriteObject(JobWaiter.Renew(job, Await(token => Client.GetJobAsync(job.JobId, token)))));
        }
    }
}
