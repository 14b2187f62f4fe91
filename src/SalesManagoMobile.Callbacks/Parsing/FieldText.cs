using System.Globalization;

namespace SalesManagoMobile.Callbacks;

/// <summary>Typed values from the text of fields. What does not parse is null: the text itself stays in the raw fields.</summary>
internal static class FieldText
{
    private const int MaxFractionDigits = 7;

    // The documentation gives no format for dates. These are the ones that cannot be taken for another.
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "yyyy/MM/dd HH:mm:ss", "yyyyMMddHHmmss", "yyyyMMddHHmm", "r",
    ];

    /// <summary>
    /// A moment in UTC from ISO 8601 and its common variants, or from Unix time: 10 digits are seconds, 13 are milliseconds. Without an
    /// offset the wall clock is taken as UTC. Digits beyond the seventh of a fraction are dropped.
    /// </summary>
    public static DateTimeOffset? Date(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long unix))
        {
            return text.Length == 13 ? DateTimeOffset.FromUnixTimeMilliseconds(unix) : DateTimeOffset.FromUnixTimeSeconds(unix);
        }

        return DateTimeOffset.TryParseExact(
            CutFraction(text), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? date.ToUniversalTime()
            : null;
    }

    private static string CutFraction(string text)
    {
        int start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        int end = start;
        while (start > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - start > MaxFractionDigits ? text[..(start + MaxFractionDigits)] + text[end..] : text;
    }

    /// <summary>A whole number of 0 or more.</summary>
    public static long? Count(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? count : null;

    /// <summary>Degrees within plus or minus the limit.</summary>
    public static double? Degrees(string? text, double limit) =>
        double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees)
        && Math.Abs(degrees) <= limit
            ? degrees
            : null;

    public static bool? Boolean(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "Y" => true,
        "FALSE" or "0" or "NO" or "N" => false,
        _ => null,
    };

    /// <summary>The two numbers of "latitude,longitude"; nulls when the text is anything else.</summary>
    public static (double? Latitude, double? Longitude) Place(string? text)
    {
        string[]? parts = text?.Split(',');
        if (parts is not { Length: 2 })
        {
            return default;
        }

        (double? Latitude, double? Longitude) place = (Latitude: Degrees(parts[0], 90), Longitude: Degrees(parts[1], 180));
        return place is { Latitude: not null, Longitude: not null } ? place : default;
    }
}
