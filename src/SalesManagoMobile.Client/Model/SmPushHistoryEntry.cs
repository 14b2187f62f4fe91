namespace SalesManagoMobile.Client;

/// <summary>One push that was sent to one person.</summary>
public sealed record SmPushHistoryEntry
{
    public string? Email { get; init; }
    public string? UserId { get; init; }
    public string? Name { get; init; }
    public string? Title { get; init; }
    public string? Message { get; init; }
    public DateTimeOffset? SentDate { get; init; }
    public bool? Read { get; init; }
    public string? Deeplink { get; init; }

    /// <summary>The id of this one message.</summary>
    public string? MessageId { get; init; }
    public long? ConversationId { get; init; }
    public DateTimeOffset? DisplayedDate { get; init; }

    /// <summary>When the person acted on the notification (<c>actionTaken</c> on the wire).</summary>
    public DateTimeOffset? ClickedDate { get; init; }
    public DateTimeOffset? DismissedDate { get; init; }
}
