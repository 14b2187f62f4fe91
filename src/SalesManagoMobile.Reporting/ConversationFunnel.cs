namespace SalesManagoMobile.Reporting;

/// <summary>One conversation of the report.</summary>
/// <param name="Name">Its name, or null when nobody named it.</param>
/// <param name="ConversationId">Its id; null when it is known from delivery records only, which do not carry it.</param>
/// <param name="SentDate">When its first message was sent.</param>
/// <param name="Platforms">Its numbers on each platform, largest first.</param>
internal sealed record ConversationFunnel(
    string? Name, long? ConversationId, DateTimeOffset? SentDate, IReadOnlyList<KeyValuePair<string, Funnel>> Platforms)
{
    public Funnel Total { get; } = Platforms.Aggregate(default(Funnel), static (sum, platform) => sum + platform.Value);
}
