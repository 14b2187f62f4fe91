namespace SalesManagoMobile.Reporting;

/// <summary>The clock of a time zone. It remembers the last quarter of an hour: records come by the million, and from few hours.</summary>
internal sealed class LocalClock(TimeZoneInfo zone)
{
    // Since the year 2000 clocks have changed at full quarters only.
    private const long Slot = 15 * TimeSpan.TicksPerMinute;
    private long _slot = -1;
    private long _offset;

    public DateTime Read(DateTimeOffset time)
    {
        long ticks = time.UtcTicks;
        if (ticks / Slot != _slot)
        {
            _slot = ticks / Slot;
            _offset = zone.GetUtcOffset(time).Ticks;
        }

        return new DateTime(Math.Clamp(ticks + _offset, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks));
    }

    /// <summary>The moment at which a day begins.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        TimeSpan offset = zone.GetUtcOffset(midnight);
        return midnight.Ticks - offset.Ticks >= 0 ? new DateTimeOffset(midnight, offset) : DateTimeOffset.MinValue;
    }
}
