namespace SalesManagoMobile.Client;

/// <summary>One sending of a push: what statistics and exports are about.</summary>
public sealed record SmConversation
{
    public long? ConversationId { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? SentDate { get; init; }
    public string? PushId { get; init; }
}
