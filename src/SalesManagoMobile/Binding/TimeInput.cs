using System.Globalization;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Reads a point in time that somebody typed or piped in, the same on every machine: a <see cref="DateTimeOffset"/> and a
/// <see cref="DateTime"/> as they are, text in ISO 8601 only. Without an offset it is this machine's time. Empty text, as CSV has it, is
/// not given.
/// </summary>
internal static class TimeInput
{
    private const string RightForm = "Write it as 2026-03-31T09:00 (this machine's time) or 2026-03-31T09:00+02:00.";

    /// <summary>Reads a value of any kind; null when nothing is given.</summary>
    /// <exception cref="FormatException">It cannot be read for certain. The message says what to write.</exception>
    public static DateTimeOffset? Read(object? value) => Given.Value(value) switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime { Kind: DateTimeKind.Utc } time => new DateTimeOffset(time),
        DateTime time => Local(time, time.ToString("s", CultureInfo.InvariantCulture)),
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => Parse(text),
        var other => throw new FormatException($"'{other}' is not a time. {RightForm}"),
    };

    private static DateTimeOffset Parse(string text)
    {
        if (!IsoTime.TryParse(text, out DateTime clock, out TimeSpan? offset))
        {
            throw new FormatException($"'{text}' is not an ISO 8601 time. {RightForm}");
        }

        try
        {
            return offset is { } known ? new DateTimeOffset(clock, known) : Local(clock, text);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FormatException($"'{text}' is out of range. {RightForm}");
        }
    }

    private static DateTimeOffset Local(DateTime clock, string text)
    {
        clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        TimeZoneInfo zone = TimeZoneInfo.Local;
        string? problem = zone.IsInvalidTime(clock) ? "is skipped" : zone.IsAmbiguousTime(clock) ? "comes twice" : null;
        return problem is null
            ? new DateTimeOffset(clock, zone.GetUtcOffset(clock))
            : throw new FormatException(
                $"'{text}' {problem} when the clocks change in this machine's zone, {zone.Id}. Write it with its offset.");
    }
}
