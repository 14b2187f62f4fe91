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

    /// <summary>Which slips of the API's documentation the answers show.</summary>
    public SandboxSlips Slips { get; init; }

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
