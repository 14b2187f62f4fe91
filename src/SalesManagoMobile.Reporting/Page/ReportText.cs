using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesManagoMobile.Reporting;

/// <summary>A number, date or weekday as the report shows it.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Lang">The language of its words, when that is not the page's.</param>
/// <param name="Machine">For a date: the same in ISO 8601.</param>
internal readonly record struct Shown(string Text, string? Lang = null, string? Machine = null)
{
    public override string ToString() => Text;
}

/// <summary>How the report writes numbers, shares and times.</summary>
internal sealed partial class ReportText
{
    private readonly CultureInfo _culture;
    private readonly string? _lang;
    private readonly string _day;

    /// <param name="culture">The culture of numbers and dates. The sentences of the page are English in any case.</param>
    public ReportText(CultureInfo culture)
    {
        _culture = culture.Name.Length > 0 ? culture : Plain();
        _lang = culture.TwoLetterISOLanguageName is "en" or "iv" ? null : culture.Name;

        // A date without its weekday, and with a short month.
        _day = WeekdayPattern().Replace(_culture.DateTimeFormat.LongDatePattern, " ").Trim(' ', ',', '،')
            .Replace("MMMM", "MMM", StringComparison.Ordinal);
    }

    public Shown Number(long number) => Isolated(number.ToString("N0", _culture));

    /// <summary>A share as a percentage with one decimal, or a dash where there was nothing to divide by.</summary>
    public Shown Percent(double? share) => Isolated(share is { } value ? value.ToString("P1", _culture) : "–");

    /// <summary>A share that is a round number.</summary>
    public Shown RoundPercent(double share) => Isolated(share.ToString("P0", _culture));

    /// <summary>Both ends of an interval.</summary>
    public Shown Range(Interval? interval) => new(interval is { } value ? $"{Percent(value.Low)} – {Percent(value.High)}" : "–");

    /// <summary>A difference of shares in points, without its sign.</summary>
    public Shown Points(double difference) => Isolated((Math.Abs(difference) * 100).ToString("N1", _culture));

    /// <summary>A difference of shares in points, with its sign.</summary>
    public Shown SignedPoints(double difference)
    {
        string text = Points(difference).Text;
        bool isZero = text.All(static c => c is '0' || !char.IsDigit(c));
        return new((isZero ? "" : difference < 0 ? "−" : "+") + text);
    }

    public Shown Day(DateOnly date) => Date(date.ToDateTime(TimeOnly.MinValue), _day, "yyyy-MM-dd");

    public Shown Month(DateOnly date) => Date(date.ToDateTime(TimeOnly.MinValue), _culture.DateTimeFormat.YearMonthPattern, "yyyy-MM");

    public Shown DayAndTime(DateTimeOffset date) =>
        Date(date.DateTime, $"{_day} {_culture.DateTimeFormat.ShortTimePattern}", "yyyy-MM-ddTHH:mm");

    public Shown Weekday(DayOfWeek day) => Isolated(_culture.DateTimeFormat.GetDayName(day), _lang);

    public Shown ShortWeekday(DayOfWeek day) => Isolated(_culture.DateTimeFormat.GetAbbreviatedDayName(day), _lang);

    /// <summary>An hour of the day: 09:00, or 9 AM.</summary>
    public Shown Hour(int hour) => Isolated(new TimeOnly(hour, 0).ToString(_culture.DateTimeFormat.ShortTimePattern, _culture));

    /// <summary>A time span in its two largest units.</summary>
    public static Shown Span(TimeSpan span) => new(span switch
    {
        { TotalMinutes: < 1 } => $"{span.Seconds} s",
        { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
        { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
        _ => $"{span.Days} d {span.Hours} h",
    });

    /// <summary>A number that CSS, SVG and scripts read.</summary>
    public static Shown Css(double number) => new(number.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>
    /// Where the culture writes from right to left, a figure must not turn the English around it: it stands between the characters that
    /// isolate it (U+2068, U+2069).
    /// </summary>
    private Shown Isolated(string text, string? lang = null, string? machine = null) =>
        new(_culture.TextInfo.IsRightToLeft ? $"\u2068{text}\u2069" : text, lang, machine);

    private Shown Date(DateTime date, string pattern, string machine)
    {
        // Calendars of some cultures begin later, or end earlier, than ours.
        System.Globalization.Calendar calendar = _culture.DateTimeFormat.Calendar;
        bool fits = date >= calendar.MinSupportedDateTime && date <= calendar.MaxSupportedDateTime;
        string iso = date.ToString(machine, CultureInfo.InvariantCulture);
        return Isolated(fits ? date.ToString(pattern, _culture) : iso, _lang, iso);
    }

    /// <summary>What stands for no culture, as of cron and containers: numbers as in 1,234.5 and dates as in 31 Mar 2026.</summary>
    private static CultureInfo Plain()
    {
        var plain = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        plain.NumberFormat.PercentPositivePattern = 1;
        plain.NumberFormat.PercentNegativePattern = 1;
        plain.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        plain.DateTimeFormat.YearMonthPattern = "MMMM yyyy";
        plain.DateTimeFormat.ShortTimePattern = "HH:mm";
        return plain;
    }

    [GeneratedRegex(@"[\s,،]*(?<!d)dddd(?!d)[\s,،]*")]
    private static partial Regex WeekdayPattern();
}
