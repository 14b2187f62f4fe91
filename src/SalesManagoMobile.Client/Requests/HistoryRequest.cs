namespace SalesManagoMobile.Client;

/// <summary>Which sent pushes to list for one person.</summary>
public sealed record HistoryRequest
{
    public string? Email { get; init; }

    /// <summary>Wins over the e-mail address when both are given.</summary>
    public string? UserId { get; init; }

    /// <summary>Entries in one answer, 1 to 500.</summary>
    public int? EntriesNumber { get; init; }
    public DateTimeOffset? After { get; init; }
    public DateTimeOffset? Before { get; init; }

    /// <summary>Also asks when the push was displayed, acted on and dismissed.</summary>
    public bool Extended { get; init; }
}
