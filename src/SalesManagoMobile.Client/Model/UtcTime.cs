namespace SalesManagoMobile.Client;

/// <summary>A point in time, or none, in 8 bytes where a <see cref="DateTimeOffset"/> that may be null takes 24: records come in millions.</summary>
internal readonly record struct UtcTime
{
    /// <summary>UTC ticks plus one, so that the default value is no time.</summary>
    private readonly long _ticks;

    private UtcTime(DateTimeOffset? time) => _ticks = time is { } known ? known.UtcTicks + 1 : 0;

    public static implicit operator UtcTime(DateTimeOffset? time) => new(time);

    public static implicit operator DateTimeOffset?(UtcTime time) => time._ticks == 0 ? null : new DateTimeOffset(time._ticks - 1, TimeSpan.Zero);
}
