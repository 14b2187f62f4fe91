namespace SalesManagoMobile.Client;

/// <summary>
/// A point in time, or none, in 8 bytes where a <see cref="DateTimeOffset"/> that may be null takes 24: records come in millions.
/// </summary>
internal readonly record struct UtcTime
{
    /// <summary>UTC ticks plus one, so that the default value is no time.</summary>
    private readonly long _ticks;

    private UtcTime(long ticks) => _ticks = ticks + 1;

    public static implicit operator UtcTime(DateTimeOffset? time) => time is { } known ? new UtcTime(known.UtcTicks) : default;

    public static implicit operator DateTimeOffset?(UtcTime time) =>
        time._ticks == 0 ? null : new DateTimeOffset(time._ticks - 1, TimeSpan.Zero);

    /// <param name="milliseconds">A time that the calendar reaches; the caller has checked.</param>
    public static UtcTime FromUnixMilliseconds(long milliseconds) =>
        new(DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond));
}
