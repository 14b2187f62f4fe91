using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>Ends a session. Its connections close; the server, which has no sessions, is not notified.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "SmAccount", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectSmAccountCommand : SmCmdlet
{
    /// <summary>The session to end, or its name; by default the current one.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "The session to end, or its name")]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SmCompleter))]
    public SmSession? Session { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if ((Session ?? CurrentSession.Value) is { } session && ShouldProcess(session.ToString(), "Disconnect"))
        {
            CurrentSession.Clear(session);
            session.Dispose();
        }
    }
}
