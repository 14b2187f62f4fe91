using SalesManagoMobile.Client;

namespace SalesManagoMobile.Reporting;

/// <summary>How many messages went how far.</summary>
/// <param name="Sent">Messages sent.</param>
/// <param name="Displayed">Messages that a device showed.</param>
/// <param name="Clicked">Messages that a person tapped.</param>
/// <param name="Dismissed">Messages that a person wiped away.</param>
public readonly record struct Funnel(long Sent, long Displayed, long Clicked, long Dismissed)
{
    /// <summary>With fewer displayed messages than this, a click rate is not compared with others.</summary>
    public const int EnoughDisplayed = 100;

    /// <summary>Displayed / sent, as everywhere in the module.</summary>
    public double? DisplayRate => Rate(Displayed, Sent);

    /// <summary>Clicked / displayed.</summary>
    public double? ClickRate => Rate(Clicked, Displayed);

    /// <summary>Dismissed / displayed.</summary>
    public double? DismissRate => Rate(Dismissed, Displayed);

    /// <summary>The 95 % interval of the click rate; null when nothing was displayed.</summary>
    public Interval? ClickInterval => Proportion.Wilson(Clicked, Displayed);

    /// <summary>Whether enough was displayed to compare the click rate with others.</summary>
    public bool IsEnough => Displayed >= EnoughDisplayed;

    /// <summary>The numbers that the server counted; one that it does not tell counts as 0.</summary>
    internal static Funnel Of(SmConversationStats stats) =>
        new(stats.Sent ?? 0, stats.Displayed ?? 0, stats.Clicked ?? 0, stats.Dismissed ?? 0);

    /// <summary>Adds up stage by stage.</summary>
    public static Funnel operator +(Funnel one, Funnel other) =>
        new(one.Sent + other.Sent, one.Displayed + other.Displayed, one.Clicked + other.Clicked, one.Dismissed + other.Dismissed);

    /// <summary>Takes away stage by stage.</summary>
    public static Funnel operator -(Funnel one, Funnel other) =>
        new(one.Sent - other.Sent, one.Displayed - other.Displayed, one.Clicked - other.Clicked, one.Dismissed - other.Dismissed);

    /// <summary>The interval of this click rate minus another one.</summary>
    internal Interval? ClickDifference(Funnel other, int comparisons = 1) =>
        Proportion.Difference(Clicked, Displayed, other.Clicked, other.Displayed, comparisons);

    private static double? Rate(long part, long whole) => whole > 0 ? (double)part / whole : null;
}
