namespace SalesManagoMobile.Client;

/// <summary>What became of one mass request.</summary>
public sealed record SmBatchResult
{
    /// <summary>1 for the first request of the run.</summary>
    public int Batch { get; init; }
    public string? PushId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>How many e-mail addresses, contact ids, user ids and tags the request names. A tag counts as one.</summary>
    public int Recipients { get; init; }

    /// <summary>The recipients, joined by ", " within a type: <c>EMAIL: a@x, b@x; TAG: VIP</c>.</summary>
    public string? Addressees { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }
    public SmSendStatus Status { get; init; }
    public string? Message { get; init; }
    public int Attempts { get; init; }
    public TimeSpan Elapsed { get; init; }
    public DateTimeOffset At { get; init; }
}
