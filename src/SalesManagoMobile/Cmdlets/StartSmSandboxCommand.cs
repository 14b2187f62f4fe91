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
public sealed class StartSmSandboxCommand : SmCmdlet
{
    /// <summary>The port; 0, the default, takes any free one.</summary>
    [Parameter(Position = 0, HelpMessage = "The port")]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Decides how people behave and which requests a fault rate hits: the same seed repeats a run.</summary>
    [Parameter(HelpMessage = "The seed of people's behaviour and of faults")]
    public int Seed { get; set; } = 1;

    [Parameter(HelpMessage = "Accepts unknown recipients by creating a contact with one device")]
    public SwitchParameter AcceptAnyRecipient { get; set; }

    /// <summary>
    /// Only counts sends to made-up recipients, so that millions fit in memory; they show up in no history or statistics.
    /// </summary>
    [Parameter(HelpMessage = "Only counts sends to unknown recipients, so that millions fit in memory")]
    public SwitchParameter CountOnly { get; set; }

    [Parameter(HelpMessage = "Starts without contacts and without earlier conversations")]
    public SwitchParameter Empty { get; set; }

    [Parameter(HelpMessage = "The share of pushes that are displayed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DisplayRate { get; set; } = 0.7;

    [Parameter(HelpMessage = "The share of displayed pushes that are clicked, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double ClickRate { get; set; } = 0.2;

    /// <summary>The share of displayed pushes that are dismissed, 0 to 1; at most what the clicks leave.</summary>
    [Parameter(HelpMessage = "The share of displayed pushes that are dismissed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DismissRate { get; set; } = 0.3;

    [Parameter(HelpMessage = "Contradictions of the API's documentation to emulate")]
    public SandboxQuirks Quirk { get; set; }

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

    [Parameter(HelpMessage = "How long after it was sent a push appears in the history, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double HistoryLagSec { get; set; }

    [Parameter(HelpMessage = "How many status requests for a job are answered with \"in progress\"")]
    [ValidateRange(0, int.MaxValue)]
    public int JobPolls { get; set; } = 1;

    [Parameter(HelpMessage = "The minimum duration of a job, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double JobDurationSec { get; set; }

    [Parameter(HelpMessage = "How long a download address is valid, in seconds")]
    [ValidateRange(0.0, 86_400.0)]
    public double FileUrlLifetimeSec { get; set; } = 300;

    [Parameter(HelpMessage = "Where callbacks are posted as people display, click and dismiss")]
    public Uri? CallbackUrl { get; set; }

    [Parameter(HelpMessage = "Only requests whose path starts with this get faults")]
    [ValidateNotNullOrEmpty]
    public string FaultPath { get; set; } = "/";

    [Parameter(HelpMessage = "The delay of every response, in milliseconds")]
    [ValidateRange(0, 3_600_000)]
    public int DelayMilliseconds { get; set; }

    [Parameter(HelpMessage = "Refuses every n-th request")]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleEvery { get; set; }

    [Parameter(HelpMessage = "The share of requests refused, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double ThrottleRate { get; set; }

    [Parameter(HelpMessage = "The status of a refusal: 429 or 503")]
    [ValidateSet("429", "503")]
    public int ThrottleStatus { get; set; } = 429;

    /// <summary>
    /// The wait that a refusal asks for, in seconds; a negative number leaves Retry-After out. It holds for -MaxRequestsPerSecond, too.
    /// </summary>
    [Parameter(HelpMessage = "The Retry-After of a refusal, in seconds")]
    public int RetryAfterSec { get; set; } = 1;

    [Parameter(HelpMessage = "Sends Retry-After as a date")]
    public SwitchParameter RetryAfterAsDate { get; set; }

    [Parameter(HelpMessage = "The share of requests dropped before they are processed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DropBeforeProcessingRate { get; set; }

    [Parameter(HelpMessage = "The share of requests dropped after they were processed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DropAfterProcessingRate { get; set; }

    [Parameter(HelpMessage = "The share of responses that are cut off half way, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double TruncateRate { get; set; }

    /// <summary>The share of requests answered by a proxy's HTML page, 0 to 1. They are processed.</summary>
    [Parameter(HelpMessage = "The share of requests answered by a proxy's HTML page, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double HtmlRate { get; set; }

    /// <summary>The status of the HTML page: 502, or 200 as a page has that wants somebody to log in.</summary>
    [Parameter(HelpMessage = "The status of the HTML page")]
    [ValidateSet("200", "502")]
    public int HtmlStatus { get; set; } = 502;

    /// <summary>The share of requests answered with 500 and JSON, 0 to 1. They are not processed.</summary>
    [Parameter(HelpMessage = "The share of requests answered with 500 and JSON, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double ServerErrorRate { get; set; }

    [Parameter(HelpMessage = "How many download addresses of each exported file are already expired")]
    [ValidateRange(0, int.MaxValue)]
    public int ExpiredFileUrls { get; set; }

    [Parameter(HelpMessage = "The status for an expired address")]
    [ValidateSet("403", "404", "410")]
    public int ExpiredStatus { get; set; } = 403;

    [Parameter(HelpMessage = "How many downloads of each exported file are interrupted half way")]
    [ValidateRange(0, int.MaxValue)]
    public int BrokenDownloads { get; set; }

    [Parameter(HelpMessage = "How many downloads of each exported file are then answered with 500")]
    [ValidateRange(0, int.MaxValue)]
    public int FailedDownloads { get; set; }

    [Parameter(HelpMessage = "Exported files themselves are cut in half")]
    public SwitchParameter TruncateFiles { get; set; }

    [Parameter(HelpMessage = "Ignores Range headers and always sends the whole file")]
    public SwitchParameter IgnoreRanges { get; set; }

    [Parameter(HelpMessage = "Export jobs never finish")]
    public SwitchParameter JobsNeverEnd { get; set; }

    [Parameter(HelpMessage = "Export jobs fail")]
    public SwitchParameter JobsFail { get; set; }

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
            SmSandbox.Served[sandbox] = true;
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

    private SandboxFaults Faults() => new()
    {
        PathPrefix = FaultPath,
        Delay = TimeSpan.FromMilliseconds(DelayMilliseconds),
        ThrottleEvery = ThrottleEvery,
        ThrottleRate = ThrottleRate,
        ThrottleStatus = ThrottleStatus,
        RetryAfter = RetryAfterSec < 0 ? null : TimeSpan.FromSeconds(RetryAfterSec),
        RetryAfterAsDate = RetryAfterAsDate,
        DropBeforeProcessingRate = DropBeforeProcessingRate,
        DropAfterProcessingRate = DropAfterProcessingRate,
        TruncateRate = TruncateRate,
        HtmlRate = HtmlRate,
        HtmlStatus = HtmlStatus,
        ServerErrorRate = ServerErrorRate,
        ExpiredFileUrls = ExpiredFileUrls,
        ExpiredStatus = ExpiredStatus,
        BrokenDownloads = BrokenDownloads,
        FailedDownloads = FailedDownloads,
        TruncateFiles = TruncateFiles,
        IgnoreRanges = IgnoreRanges,
        JobsNeverEnd = JobsNeverEnd,
        JobsFail = JobsFail,
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
