namespace SalesManagoMobile.Client;

/// <summary>How a bulk run stands.</summary>
public sealed record BulkProgress
{
    public long Done { get; init; }
    public long Accepted { get; init; }
    public long Failed { get; init; }
    public long Skipped { get; init; }
    public long Unknown { get; init; }
    public double PerSecond { get; init; }
    public TimeSpan Elapsed { get; init; }

    /// <summary>Null when the total is not known.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Until when the server asked the whole run to wait, or null.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}
