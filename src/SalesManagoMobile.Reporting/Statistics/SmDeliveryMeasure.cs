namespace SalesManagoMobile.Reporting;

/// <summary>What messages are counted by.</summary>
public enum SmMeasureBy
{
    /// <summary>All of them together.</summary>
    Total,

    /// <summary>The push that a conversation sent.</summary>
    Push,

    /// <summary>The conversation.</summary>
    Conversation,

    /// <summary>The device's platform.</summary>
    Platform,

    /// <summary>The recipient's group, as <c>Split-SmAudience</c> names it.</summary>
    Group,

    /// <summary>The day of sending.</summary>
    Day,

    /// <summary>The week of sending, from Monday.</summary>
    Week,

    /// <summary>The month of sending.</summary>
    Month,

    /// <summary>The weekday and hour of sending.</summary>
    Hour,
}

/// <summary>
/// The messages of one push, conversation, platform, group, day, week, month or hour. Rates are fractions between 0 and 1, null when there
/// is nothing to divide by.
/// </summary>
public sealed record SmDeliveryMeasure
{
    /// <summary>What was counted by.</summary>
    public SmMeasureBy By { get; init; }

    /// <summary>
    /// The name of the push, conversation, platform or group; the day or first day (2026-03-31), the month (2026-03) or the hour (Tuesday
    /// 09:00). Null when it has no name.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>When the first message was sent; for a day, week or month its start.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The conversation's id, when statistics told it.</summary>
    public long? ConversationId { get; init; }

    /// <summary>For an hour: its weekday in the time zone that was asked for.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>For an hour: 0 to 23, in the time zone that was asked for.</summary>
    public int? Hour { get; init; }

    /// <summary>Messages sent.</summary>
    public long Sent => Counts.Sent;

    /// <summary>Messages displayed.</summary>
    public long Displayed => Counts.Displayed;

    /// <summary>Messages clicked.</summary>
    public long Clicked => Counts.Clicked;

    /// <summary>Messages dismissed.</summary>
    public long Dismissed => Counts.Dismissed;

    /// <summary>Displayed / sent.</summary>
    public double? DisplayRate => Counts.DisplayRate;

    /// <summary>Clicked / displayed.</summary>
    public double? ClickRate => Counts.ClickRate;

    /// <summary>The lower end of the click rate's 95 % interval (Wilson).</summary>
    public double? ClickRateLow => Counts.ClickInterval?.Low;

    /// <summary>The upper end of the click rate's 95 % interval (Wilson).</summary>
    public double? ClickRateHigh => Counts.ClickInterval?.High;

    /// <summary>Dismissed / displayed.</summary>
    public double? DismissRate => Counts.DismissRate;

    internal Funnel Counts { get; init; }

    /// <summary>Its platforms, largest first.</summary>
    internal IReadOnlyList<SmDeliveryMeasure> Platforms { get; init; } = [];
}
