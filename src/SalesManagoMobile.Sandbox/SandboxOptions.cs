namespace SalesManagoMobile.Sandbox;

/// <summary>How an emulated account behaves. Every value has a default that suits a first try.</summary>
public sealed record SandboxOptions
{
    /// <summary>Decides who displays, clicks and dismisses, and which requests a fault rate hits. The same seed repeats a run.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The clock. People's reactions, scheduled sends, jobs and file addresses follow it.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The faults to begin with; <see cref="SandboxAccount.Faults"/> changes them while running.</summary>
    public SandboxFaults Faults { get; init; } = SandboxFaults.None;

    /// <summary>Which contradictions of the API's documentation the answers show.</summary>
    public SandboxQuirks Quirks { get; init; }

    /// <summary>How people react to what they are sent.</summary>
    public SandboxAudience Audience { get; init; } = new();

    /// <summary>
    /// Whether a send to an address that nobody has makes a contact with one device, instead of being refused.
    /// Meant for bulk trials with made-up addresses.
    /// </summary>
    public bool AcceptAnyRecipient { get; init; }

    /// <summary>
    /// Whether sends to made-up recipients are only counted (24 to 48 bytes each): they appear in
    /// <see cref="SandboxAccount.CountSends"/>, but not in history, statistics or exports.
    /// Takes effect together with <see cref="AcceptAnyRecipient"/>.
    /// </summary>
    public bool CountOnly { get; init; }

    /// <summary>Whether the account starts without contacts and without a past. Applications and pushes are always there.</summary>
    public bool StartWithoutContacts { get; init; }

    /// <summary>
    /// How many requests a second the API takes over both hosts; what comes above is answered with 429 and the Retry-After of
    /// <see cref="SandboxFaults.RetryAfter"/>, and is not processed. After a pause the requests of one second may come at once.
    /// 0, the default, for no limit.
    /// </summary>
    public int MaxRequestsPerSecond { get; init; }

    /// <summary>
    /// How many requests the API works on at once; the others queue in the order in which they came. Each takes
    /// <see cref="SandboxFaults.Delay"/>, so that at most Capacity / Delay requests a second are answered. 0, the default, for no limit.
    /// </summary>
    public int Capacity { get; init; }

    /// <summary>
    /// How long after it was sent a push appears in the history; conversations and statistics show it at once. Default none.
    /// </summary>
    public TimeSpan HistoryLag { get; init; }

    /// <summary>How many questions about an export job are answered with "in progress" before it is done. 0 or more, default 1.</summary>
    public int JobPolls { get; init; } = 1;

    /// <summary>How long an export job takes at least. Default none.</summary>
    public TimeSpan JobDuration { get; init; } = TimeSpan.Zero;

    /// <summary>How long the address of an exported file works. Documented as "a few minutes"; default 5 minutes.</summary>
    public TimeSpan FileUrlLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What exported files look like.</summary>
    public SandboxExportFormat ExportFormat { get; init; }

    /// <summary>
    /// Where a sandbox that is served (in process or over HTTP) posts callbacks as people are sent pushes, display, click and dismiss
    /// them; nowhere by default.
    /// </summary>
    public Uri? CallbackUrl { get; init; }
}

/// <summary>How people react to what they are sent: shares from 0 to 1, and how long they take.</summary>
public sealed record SandboxAudience
{
    /// <summary>The share of pushes that a device displays. Default 0.7.</summary>
    public double DisplayRate { get; init; } = 0.7;

    /// <summary>The share of displayed pushes that are clicked. Default 0.2.</summary>
    public double ClickRate { get; init; } = 0.2;

    /// <summary>The share of displayed pushes that are dismissed. Nobody both clicks and dismisses. Default 0.3.</summary>
    public double DismissRate { get; init; } = 0.3;

    /// <summary>The share of displays that happen within three seconds, because the phone is at hand. Default 0.5.</summary>
    public double AtHandRate { get; init; } = 0.5;

    /// <summary>How long the others take to display, on average. Default 40 minutes.</summary>
    public TimeSpan DisplayDelay { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>How long people take from display to click or dismissal, on average. Default 20 s.</summary>
    public TimeSpan ReactionDelay { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>
/// What an exported file looks like. The documentation shows the first, and names the file <c>.json</c> all the same:
/// see <see cref="SandboxQuirks.FilesNamedJson"/>.
/// </summary>
public enum SandboxExportFormat
{
    /// <summary>CSV for one conversation, a ZIP archive of CSV files for all conversations of a push.</summary>
    Documented,

    /// <summary>One JSON array of objects.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>One CSV file, compressed with gzip.</summary>
    GzipCsv,
}
