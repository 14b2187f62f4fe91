namespace SalesManagoMobile.Client;

/// <summary>One row of an export: one message to one device.</summary>
public sealed class SmDeliveryRecord
{
    public string? ContactId { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }

    /// <summary>The conversation's name.</summary>
    public string? Name { get; init; }
    public string? Platform { get; init; }
    public DateTimeOffset? SentDate { get; init; }
    public DateTimeOffset? DisplayedDate { get; init; }
    public DateTimeOffset? ClickedDate { get; init; }
    public DateTimeOffset? DismissedDate { get; init; }

    /// <summary>Columns that this version does not know, as compact JSON, or null.</summary>
    public string? Extra { get; init; }

    /// <summary>The file, or the entry of a ZIP, that the row stood in.</summary>
    public string? Source { get; init; }

    /// <summary>The job that exported the row, when known.</summary>
    public long? JobId { get; init; }
}
