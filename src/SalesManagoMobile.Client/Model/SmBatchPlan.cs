namespace SalesManagoMobile.Client;

/// <summary>When a campaign at local times would reach one time zone; nothing was sent.</summary>
public sealed record SmBatchPlan
{
    /// <summary>The IANA name of the zone.</summary>
    public string? Timezone { get; init; }

    /// <summary>When clocks there show it, with their offset.</summary>
    public DateTimeOffset LocalTime { get; init; }

    /// <summary>The same moment in UTC.</summary>
    public DateTimeOffset Utc { get; init; }

    /// <summary>How many recipients would be sent to: not those whom a journal or an exclusion list leaves out.</summary>
    public int Recipients { get; init; }
}
