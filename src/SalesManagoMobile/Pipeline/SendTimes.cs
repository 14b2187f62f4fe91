using System.Globalization;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>When the requests of a command are to be sent: at a time, or when clocks show a time of day where the recipients are.</summary>
internal sealed class SendTimes(TimeProvider time)
{
    private static readonly string[] TimesOfDay = ["H:mm", "H:mm:ss"];

    // Clocks of two machines differ, and a time that is typed takes a moment.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // The last place on Earth where a day ends.
    private static readonly TimeSpan LastOffset = TimeSpan.FromHours(-12);

    private readonly Dictionary<string, LocalZone> _zones = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Zone, DateOnly? Day), DateTimeOffset> _moments = [];
    private TimeOnly? _localTime;
    private LocalZone? _defaultZone;

    /// <summary>Whether clocks where the recipients are tell when to send.</summary>
    public bool IsLocal => _localTime is not null;

    /// <summary>Takes the time of day.</summary>
    /// <exception cref="FormatException">Time of day or zone cannot be read.</exception>
    public void SetLocalTime(string text, string? defaultZone)
    {
        _localTime = TimeOnly.TryParseExact(text.Trim(), TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly read)
            ? read
            : throw new FormatException($"-LocalTime: '{text}' is not a time of day. Write it with 24 hours, for example 09:00.");
        _defaultZone = defaultZone is null ? null : ZoneOf(defaultZone, "DefaultTimezone");
    }

    /// <summary>Reads the time of a command or of a row; null when none is given.</summary>
    /// <exception cref="FormatException">It cannot be read, or is in the past.</exception>
    public DateTimeOffset? ReadScheduleAt(string? text)
    {
        try
        {
            DateTimeOffset? at = TimeInput.Read(text);
            DateTimeOffset now = time.GetUtcNow();

            // With a time of day, only the day counts: it may be over here and go on elsewhere.
            DateTimeOffset? end = at is { } day && _localTime is { } local
                ? new DateTimeOffset(DateOnly.FromDateTime(day.DateTime).ToDateTime(local), LastOffset)
                : at;
            return end >= now - Grace || at is null ? at : throw new FormatException(
                $"{ViewText.WithOffset(at)} is in the past (it is {ViewText.WithOffset(now)}), so the server would send at once. "
                    + "To send at once, leave it out");
        }
        catch (FormatException problem)
        {
            throw new FormatException($"-ScheduleAt: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    /// <summary>The next moment at which clocks in a zone show the time of day, or the one on a day.</summary>
    /// <param name="zone">The zone's name; null takes the default one.</param>
    /// <param name="on">A time on the day, or null.</param>
    /// <returns>The moment, with the offset that clocks there have then, and the zone's IANA name.</returns>
    /// <exception cref="FormatException">There is no zone, it is not known, or the moment has passed.</exception>
    public (DateTimeOffset At, string Zone) InZone(string? zone, DateTimeOffset? on)
    {
        LocalZone found = zone is not null ? ZoneOf(zone, "Timezone") : _defaultZone ?? throw new FormatException(
            "This input has no Timezone, so its local time is not known. Give -DefaultTimezone for such rows");
        DateOnly? day = on is { } given ? DateOnly.FromDateTime(given.DateTime) : null;
        DateTimeOffset now = time.GetUtcNow();

        // All rows of a zone go at one moment, also when that comes while the list is being read; much later it is the next day's.
        if (!_moments.TryGetValue((found.Name, day), out DateTimeOffset at) || at < now - Grace)
        {
            at = day is { } date
                ? LocalSendTime.On(found.Rules, date, _localTime!.Value)
                : LocalSendTime.Next(found.Rules, _localTime!.Value, now);
            _moments[(found.Name, day)] = at >= now - Grace ? at : throw new FormatException(
                $"It was {Text(at)} in {found.Name} already (it is {Text(TimeZoneInfo.ConvertTime(now, found.Rules))} there), so the server "
                    + "would send at once. Choose a later day or time");
        }

        return (at, found.Name);
    }

    /// <summary>A moment as clocks in its zone show it, with their offset.</summary>
    public static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private LocalZone ZoneOf(string name, string parameter)
    {
        if (!_zones.TryGetValue(name, out LocalZone? zone))
        {
            zone = TimeZoneNames.TryFind(name, out TimeZoneInfo? rules)
                ? new LocalZone(TimeZoneNames.FromWindows(name) ?? TimeZoneNames.Canonical(name), rules)
                : throw new FormatException(
                    $"-{parameter} '{name}' is not a time zone that this machine has rules for. Write its IANA name, for example Europe/Madrid.");
            _zones[name] = zone;
        }

        return zone;
    }

    /// <param name="Name">The IANA name.</param>
    /// <param name="Rules">The machine's rules for it.</param>
    private sealed record LocalZone(string Name, TimeZoneInfo Rules);
}
