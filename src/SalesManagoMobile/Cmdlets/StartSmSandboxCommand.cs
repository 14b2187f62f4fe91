using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile;

/// <summary>
/// Serves an emulated account over HTTP on this machine's loopback address, faults included if wanted. It runs until Stop-SmSandbox
/// or the end of the process.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "SmSandbox", SupportsShouldProcess = true)]
[OutputType(typeof(SmSandbox))]
public sealed partial class StartSmSandboxCommand : SmCmdlet
{
    /// <summary>The port; 0, the default, takes any free one.</summary>
    [Parameter(Position = 0, HelpMessage = "The port")]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Decides how people behave and which requests a fault rate hits: the same seed repeats a run.</summary>
    [Parameter(HelpMessage = "The seed of people's behaviour and of faults")]
    public int Seed { get; set; } = 1;

    /// <summary>Takes sends to addresses that nobody has, by making up a contact with one device.</summary>
    [Parameter(HelpMessage = "Accepts unknown recipients by creating a contact with one device")]
    public SwitchParameter AcceptAnyRecipient { get; set; }

    /// <summary>
    /// Only counts sends to made-up recipients, so that millions fit in memory; they show up in no history or statistics.
    /// </summary>
    [Parameter(HelpMessage = "Only counts sends to unknown recipients, so that millions fit in memory")]
    public SwitchParameter CountOnly { get; set; }

    /// <summary>Starts without contacts and without a past.</summary>
    [Parameter(HelpMessage = "Starts without contacts and without earlier conversations")]
    public SwitchParameter Empty { get; set; }

    /// <summary>The share of pushes that are displayed, 0 to 1.</summary>
    [Parameter(HelpMessage = "The share of pushes that are displayed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DisplayRate { get; set; } = 0.7;

    /// <summary>The share of displayed pushes that are clicked, 0 to 1.</summary>
    [Parameter(HelpMessage = "The share of displayed pushes that are clicked, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double ClickRate { get; set; } = 0.2;

    /// <summary>The share of displayed pushes that are dismissed, 0 to 1; at most what the clicks leave.</summary>
    [Parameter(HelpMessage = "The share of displayed pushes that are dismissed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DismissRate { get; set; } = 0.3;

    /// <summary>The documentation's contradictions that answers show.</summary>
    [Parameter(HelpMessage = "Contradictions of the API's documentation to emulate")]
    public SandboxQuirks Quirk { get; set; }

    /// <summary>What exported files look like.</summary>
    [Parameter(HelpMessage = "The format of exported files")]
    public SandboxExportFormat ExportFormat { get; set; }

    /// <summary>How many requests a second the API takes; what comes above is answered with 429. 0 for no limit.</summary>
    [Parameter(HelpMessage = "How many requests per second the API accepts, over both hosts together")]
    [ValidateRange(0, 1_000_000)]
    public int MaxRequestsPerSecond { get; set; }

    /// <summary>
    /// How many requests the API works on at once; the others queue. Give the time of each with -DelayMilliseconds. 0 for no limit.
    /// </summary>
    [Parameter(HelpMessage = "How many requests the API processes at once")]
    [ValidateRange(0, 1_000_000)]
    public int Capacity { get; set; }

    /// <summary>How long after it was sent a push appears in the history, in seconds.</summary>
    [Parameter(HelpMessage = "How long after it was sent a push appears in the history, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double HistoryLagSec { get; set; }

    /// <summary>How many questions about a job are answered with "in progress".</summary>
    [Parameter(HelpMessage = "How many status requests for a job are answered with \"in progress\"")]
    [ValidateRange(0, int.MaxValue)]
    public int JobPolls { get; set; } = 1;

    /// <summary>How long a job takes at least, in seconds.</summary>
    [Parameter(HelpMessage = "The minimum duration of a job, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double JobDurationSec { get; set; }

    /// <summary>How long the address of an exported file works, in seconds.</summary>
    [Parameter(HelpMessage = "How long a download address is valid, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double FileUrlLifetimeSec { get; set; } = 300;

    /// <summary>Where callbacks are posted as people display, click and dismiss.</summary>
    [Parameter(HelpMessage = "Where callbacks are posted as people display, click and dismiss")]
    public Uri? CallbackUrl { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (!ShouldProcess(Port == 0 ? "a free port of 127.0.0.1" : $"127.0.0.1:{Port}", "Start an emulated account"))
        {
            return;
        }

        try
        {
            var account = new SandboxAccount(Options());
            var sandbox = new SmSandbox(account, SandboxServer.Start(account, Port));
            RunningSandboxes.Add(sandbox);
            WriteObject(WithCredentials(sandbox));
        }
        catch (SocketException failure)
        {
            ThrowTerminatingError(ErrorTable.PortUnavailable.For(failure, Port));
        }
        catch (ArgumentException failure)
        {
            Refuse(failure.Message, CallbackUrl);
        }
    }

    private SandboxOptions Options() => new()
    {
        Seed = Seed,
        AcceptAnyRecipient = AcceptAnyRecipient || CountOnly,
        CountOnly = CountOnly,
        StartWithoutContacts = Empty,
        Audience = new SandboxAudience { DisplayRate = DisplayRate, ClickRate = ClickRate, DismissRate = DismissRate },
        Quirks = Quirk,
        ExportFormat = ExportFormat,
        MaxRequestsPerSecond = MaxRequestsPerSecond,
        Capacity = Capacity,
        HistoryLag = TimeSpan.FromSeconds(HistoryLagSec),
        JobPolls = JobPolls,
        JobDuration = TimeSpan.FromSeconds(JobDurationSec),
        FileUrlLifetime = TimeSpan.FromSeconds(FileUrlLifetimeSec),
        CallbackUrl = CallbackUrl,
        Faults = Faults(),
    };

    // The type itself stays flat; the credentials ride along for Connect-SmAccount.
    private static PSObject WithCredentials(SmSandbox sandbox)
    {
        var shown = new PSObject(sandbox);
        shown.Properties.Add(new PSNoteProperty("Credential", Credential(sandbox.ClientId, sandbox.ApiSecret)));
        shown.Properties.Add(new PSNoteProperty("MobileCredential", Credential(sandbox.MobileClientId, sandbox.MobileApiSecret)));
        return shown;
    }

    private static PSCredential Credential(string clientId, string secret) =>
        new(clientId, new NetworkCredential("", secret).SecurePassword);
}
