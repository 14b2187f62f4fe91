namespace SalesManagoMobile.Reporting;

/// <summary>Which messages count, and in whose days and hours.</summary>
/// <param name="Zone">The time zone of days and hours.</param>
/// <param name="Since">Messages sent before it are left out; those of the equally long period before it serve for comparison.</param>
/// <param name="Until">Messages sent at it or later are left out.</param>
/// <param name="Now">The end of the period when <paramref name="Until"/> is not given.</param>
public sealed record StatisticsScope(TimeZoneInfo Zone, DateTimeOffset? Since, DateTimeOffset? Until, DateTimeOffset Now)
{
    private readonly long _since = Since?.UtcTicks ?? 0;
    private readonly long _until = Until?.UtcTicks ?? long.MaxValue;

    /// <summary>Where the period before begins; null when there is none to compare with.</summary>
    public DateTimeOffset? PreviousSince { get; } = Previous(Since, Until ?? Now);

    internal bool IsLimited => Since is not null || Until is not null;

    internal Period PeriodOf(DateTimeOffset? sent)
    {
        if (!IsLimited)
        {
            return Period.Current;
        }

        if (sent is not { } date)
        {
            return Period.Unknown;
        }

        long ticks = date.UtcTicks;
        return ticks >= _until ? Period.Outside
            : ticks >= _since ? Period.Current
            : date >= PreviousSince ? Period.Previous
            : Period.Outside;
    }

    private static DateTimeOffset? Previous(DateTimeOffset? since, DateTimeOffset until)
    {
        if (since is not { } start || until <= start)
        {
            return null;
        }

        TimeSpan length = until - start;
        return length.Ticks < start.UtcTicks ? start - length : DateTimeOffset.MinValue;
    }
}

/// <summary>Where a message lies.</summary>
internal enum Period
{
    Current,
    Previous,
    Outside,

    /// <summary>It has no date, and only a period is wanted.</summary>
    Unknown,
}
