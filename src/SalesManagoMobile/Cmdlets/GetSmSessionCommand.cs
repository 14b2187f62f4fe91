using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Shows the open sessions: the current one, and those that were given a name.</summary>
[Cmdlet(VerbsCommon.Get, "SmSession")]
[OutputType(typeof(SmSession))]
public sealed class GetSmSessionCommand : PSCmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing() => WriteObject(CurrentSession.Open, enumerateCollection: true);
}
