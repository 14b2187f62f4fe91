namespace SalesManagoMobile.Client;

/// <summary>
/// The moment when clocks somewhere show a time of day. Where the clock is put forward over that time, it is the moment after the gap
/// (02:30 becomes 03:00); where it is put back and shows the time twice, the first of the two.
/// </summary>
public static class LocalSendTime
{
    /// <summary>The moment on a day.</summary>
    public static DateTimeOffset On(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
        {
            // Clocks change at whole minutes.
            local = day.ToDateTime(new TimeOnly(time.Hour, time.Minute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>The next moment after now.</summary>
    public static DateTimeOffset Next(TimeZoneInfo zone, TimeOnly time, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        DateTimeOffset next = On(zone, day, time);
        while (next <= now)
        {
            day = day.AddDays(1);
            next = On(zone, day, time);
        }

        return next;
    }
}
