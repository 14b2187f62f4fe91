using System.Globalization;

namespace SalesManagoMobile.Reporting;

/// <summary>How the report writes numbers, shares and times.</summary>
internal static class ReportText
{
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage with one decimal, or a dash where there was nothing to divide by.</summary>
    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "–";

    public static string Day(DateTimeOffset date) => date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string DayAndTime(DateTimeOffset date) => date.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A time span in its two largest units.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
        { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
        _ => $"{span.Days} d {span.Hours} h",
    };

    /// <summary>A number that CSS and SVG read.</summary>
    public static string Css(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
