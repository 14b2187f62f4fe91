namespace SalesManagoMobile.Reporting;

/// <summary>An hour of the week, and what was sent in it.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Counts">What was sent in it.</param>
internal readonly record struct BestHour(DayOfWeek Day, int Hour, Funnel Counts)
{
    private const int MaxShown = 5;

    /// <summary>The hours with enough displayed messages, highest click rate first.</summary>
    public static IReadOnlyList<BestHour> Order(IReadOnlyList<Funnel> hours) =>
    [
        .. hours.Select(static (counts, index) => new BestHour((DayOfWeek)(index / 24), index % 24, counts))
            .Where(static one => one.Counts.IsEnough).OrderByDescending(static one => one.Counts.ClickRate)
            .ThenByDescending(static one => one.Counts.Displayed).Take(MaxShown),
    ];

    /// <summary>
    /// Whether the best hour is better than all other hours together by more than chance explains. Any hour might have been the best, so
    /// the interval holds for all of them at once.
    /// </summary>
    public static bool StandsOut(BestHour best, IReadOnlyList<Funnel> hours)
    {
        Funnel others = hours.Aggregate(default(Funnel), static (sum, one) => sum + one) - best.Counts;
        int enough = hours.Count(static one => one.IsEnough);
        return best.Counts.ClickDifference(others, enough) is { Low: > 0 };
    }
}
