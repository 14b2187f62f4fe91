namespace SalesManagoMobile.Reporting;

/// <summary>One message to one device.</summary>
/// <param name="Name">The conversation's name, or null when nobody named it.</param>
/// <param name="Platform">The device's platform, in any spelling.</param>
/// <param name="SentDate">When the message was sent.</param>
/// <param name="DisplayedDate">When the device displayed it, or null.</param>
/// <param name="ClickedDate">When the user clicked it, or null.</param>
/// <param name="DismissedDate">When the user dismissed it, or null.</param>
/// <param name="Group">The group of its recipient, or null.</param>
public readonly record struct ReportDelivery(
    string? Name, string? Platform, DateTimeOffset? SentDate, DateTimeOffset? DisplayedDate, DateTimeOffset? ClickedDate,
    DateTimeOffset? DismissedDate, string? Group = null);

/// <summary>The numbers of one conversation on one platform, as the server counted them.</summary>
/// <param name="ConversationId">The conversation's id.</param>
/// <param name="Name">Its name, or null when nobody named it.</param>
/// <param name="Platform">The platform, in any spelling.</param>
/// <param name="SentDate">When the conversation was sent.</param>
/// <param name="Counts">How many messages went how far.</param>
public sealed record ReportStatistics(long ConversationId, string? Name, string? Platform, DateTimeOffset? SentDate, Funnel Counts);
