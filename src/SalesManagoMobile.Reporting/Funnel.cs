namespace SalesManagoMobile.Reporting;

/// <summary>How many messages went how far.</summary>
/// <param name="Sent">Messages sent.</param>
/// <param name="Displayed">Messages that a device showed.</param>
/// <param name="Clicked">Messages that a person tapped.</param>
/// <param name="Dismissed">Messages that a person wiped away.</param>
public readonly record struct Funnel(long Sent, long Displayed, long Clicked, long Dismissed)
{
    /// <summary>Displayed / sent, as everywhere in the module.</summary>
    public double? DisplayRate => Rate(Displayed, Sent);

    /// <summary>Clicked / displayed.</summary>
    public double? ClickRate => Rate(Clicked, Displayed);

    /// <summary>Dismissed / displayed.</summary>
    public double? DismissRate => Rate(Dismissed, Displayed);

    /// <summary>Adds up stage by stage.</summary>
    public static Funnel operator +(Funnel one, Funnel other) =>
        new(one.Sent + other.Sent, one.Displayed + other.Displayed, one.Clicked + other.Clicked, one.Dismissed + other.Dismissed);

    private static double? Rate(long part, long whole) => whole > 0 ? (double)part / whole : null;
}
