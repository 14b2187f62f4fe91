using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Shows the current session, if there is one.</summary>
[Cmdlet(VerbsCommon.Get, "SmSession")]
[OutputType(typeof(SmSession))]
public sealed class GetSmSessionCommand : PSCmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (CurrentSession.Value is { } session)
        {
            WriteObject(session);
        }
    }
}
