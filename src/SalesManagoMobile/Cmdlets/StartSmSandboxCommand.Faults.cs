using System.Management.Automation;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile;

/// <content>What goes wrong with requests, jobs and files.</content>
public sealed partial class StartSmSandboxCommand
{
    /// <summary>Faults hit only requests whose path starts with this.</summary>
    [Parameter(HelpMessage = "Only requests whose path starts with this get faults")]
    [ValidateNotNullOrEmpty]
    public string FaultPath { get; set; } = "/";

    /// <summary>How long every answer is held back, in milliseconds.</summary>
    [Parameter(HelpMessage = "The delay of every response, in milliseconds")]
    [ValidateRange(0, 3_600_000)]
    public int DelayMilliseconds { get; set; }

    /// <summary>Refuses every n-th request as too many.</summary>
    [Parameter(HelpMessage = "Refuses every n-th request")]
    [ValidateRange(0, int.MaxValue)]
    public int ThrottleEvery { get; set; }

    /// <summary>The share of requests refused as too many, 0 to 1.</summary>
    [Parameter(HelpMessage = "The share of requests refused, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double ThrottleRate { get; set; }

    /// <summary>The status of a refusal.</summary>
    [Parameter(HelpMessage = "The status of a refusal: 429 or 503")]
    [ValidateSet("429", "503")]
    public int ThrottleStatus { get; set; } = 429;

    /// <summary>
    /// The wait that a refusal asks for, in seconds; a negative number leaves Retry-After out. It holds for -MaxRequestsPerSecond, too.
    /// </summary>
    [Parameter(HelpMessage = "The Retry-After of a refusal, in seconds")]
    public int RetryAfterSec { get; set; } = 1;

    /// <summary>Gives Retry-After as a date.</summary>
    [Parameter(HelpMessage = "Sends Retry-After as a date")]
    public SwitchParameter RetryAfterAsDate { get; set; }

    /// <summary>The share of requests whose connection is dropped before they are processed, 0 to 1.</summary>
    [Parameter(HelpMessage = "The share of requests dropped before they are processed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DropBeforeProcessingRate { get; set; }

    /// <summary>The share of requests whose connection is dropped after they were processed, 0 to 1.</summary>
    [Parameter(HelpMessage = "The share of requests dropped after they were processed, 0 to 1")]
    [ValidateRange(0.0, 1.0)]
    public double DropAfterProcessingRate { get; set; }

    /// <summary>The share of answers that break off half way, 0 to 1.</summary>
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

    /// <summary>How many addresses of each exported file have expired when they are handed out.</summary>
    [Parameter(HelpMessage = "How many download addresses of each exported file are already expired")]
    [ValidateRange(0, int.MaxValue)]
    public int ExpiredFileUrls { get; set; }

    /// <summary>What an expired address is answered with.</summary>
    [Parameter(HelpMessage = "The status for an expired address")]
    [ValidateSet("403", "404", "410")]
    public int ExpiredStatus { get; set; } = 403;

    /// <summary>How many downloads of each exported file break off half way.</summary>
    [Parameter(HelpMessage = "How many downloads of each exported file are interrupted half way")]
    [ValidateRange(0, int.MaxValue)]
    public int BrokenDownloads { get; set; }

    /// <summary>How many downloads of each exported file are then answered with 500.</summary>
    [Parameter(HelpMessage = "How many downloads of each exported file are then answered with 500")]
    [ValidateRange(0, int.MaxValue)]
    public int FailedDownloads { get; set; }

    /// <summary>Cuts exported files themselves in half.</summary>
    [Parameter(HelpMessage = "Exported files themselves are cut in half")]
    public SwitchParameter TruncateFiles { get; set; }

    /// <summary>Answers with the whole file whatever part was asked for.</summary>
    [Parameter(HelpMessage = "Ignores Range headers and always sends the whole file")]
    public SwitchParameter IgnoreRanges { get; set; }

    /// <summary>Lets export jobs never become done.</summary>
    [Parameter(HelpMessage = "Export jobs never finish")]
    public SwitchParameter JobsNeverEnd { get; set; }

    /// <summary>Lets export jobs fail.</summary>
    [Parameter(HelpMessage = "Export jobs fail")]
    public SwitchParameter JobsFail { get; set; }

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
}
