namespace SalesManagoMobile.Client;

/// <summary>What a journal knows of one send.</summary>
public sealed record SmJournalEntry
{
    /// <summary>The identity of the send: a hash of operation, content, application, recipient and properties.</summary>
    public string? Id { get; init; }
    public string? Operation { get; init; }
    public string? Recipient { get; init; }
    public SmSendStatus Status { get; init; }
    public string? Message { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? At { get; init; }
}
