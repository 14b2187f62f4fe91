namespace SalesManagoMobile.Client;

/// <summary>What became of one mass request.</summary>
public sealed record SmBatchResult
{
    /// <summary>1 for the first request of the run.</summary>
    public int Batch { get; init; }
    public string? PushId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>
    /// How many e-mail addresses, contact ids, user ids and tags the request was sent to. A tag counts as one. 0 when all of them were left
    /// out: <see cref="Skipped"/> and <see cref="LeftUnknown"/> count those.
    /// </summary>
    public int Recipients { get; init; }

    /// <summary>How many of the <see cref="Recipients"/> are tags.</summary>
    public int Tags { get; init; }

    /// <summary>The recipients, joined by ", " within a type: <c>EMAIL: a@x, b@x; TAG: VIP</c>.</summary>
    public string? Addressees { get; init; }

    /// <summary>How many were not sent to because the journal says that they were accepted before, or an exclusion list names them.</summary>
    public int Skipped { get; init; }

    /// <summary>How many were not sent to because they were tried before, and may have got it. The journal names them.</summary>
    public int LeftUnknown { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>The time zone that the time was computed for, or null.</summary>
    public string? Timezone { get; init; }
    public SmSendStatus Status { get; init; }
    public string? Message { get; init; }
    public int Attempts { get; init; }
    public TimeSpan Elapsed { get; init; }
    public DateTimeOffset At { get; init; }
}
