namespace SalesManagoMobile.Client;

/// <summary>
/// The numbers of one conversation on one platform. Rates are fractions between 0 and 1, null when there is nothing to divide by.
/// </summary>
public sealed record SmConversationStats
{
    public long ConversationId { get; init; }
    public string? Name { get; init; }
    public string? Platform { get; init; }
    public DateTimeOffset? SentDate { get; init; }
    public long? Sent { get; init; }
    public long? Displayed { get; init; }
    public long? Clicked { get; init; }
    public long? Dismissed { get; init; }

    /// <summary>Displayed / sent.</summary>
    public double? DisplayRate => Rate(Displayed, Sent);

    /// <summary>Clicked / displayed.</summary>
    public double? ClickRate => Rate(Clicked, Displayed);

    /// <summary>Dismissed / displayed.</summary>
    public double? DismissRate => Rate(Dismissed, Displayed);

    private static double? Rate(long? part, long? whole) => part is { } p && whole is > 0 and { } w ? (double)p / w : null;
}
