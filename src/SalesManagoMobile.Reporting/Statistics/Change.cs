namespace SalesManagoMobile.Reporting;

/// <summary>
/// Two periods of equal length, one after the other: the one before the period that was asked for, or the halves of all days there are.
/// </summary>
/// <param name="Before">What was counted in the first.</param>
/// <param name="Now">What was counted in the second.</param>
/// <param name="BeforeFrom">The first day of the first period.</param>
/// <param name="BeforeTo">Its last day.</param>
/// <param name="NowFrom">The first day of the second period.</param>
/// <param name="NowTo">Its last day.</param>
/// <param name="AreHalves">Whether the two are halves of what the figures count.</param>
internal sealed record Change(
    Funnel Before, Funnel Now, DateOnly BeforeFrom, DateOnly BeforeTo, DateOnly NowFrom, DateOnly NowTo, bool AreHalves)
{
    /// <returns>Null when there is nothing to compare with.</returns>
    public static Change? Of(StatisticsSummary summary)
    {
        StatisticsScope scope = summary.Source.Scope;
        if (scope is { Since: { } since, PreviousSince: { } previous })
        {
            DateOnly day(DateTimeOffset time) => DateOnly.FromDateTime(summary.Source.Clock.Read(time));
            DateTimeOffset until = scope.Until ?? scope.Now;
            return summary.Previous is { } before
                ? new Change(
                    before, summary.Total.Counts, day(previous), day(since.AddTicks(-1)), day(since), day(until.AddTicks(-1)), false)
                : null;
        }

        return Halves(summary.Days);
    }

    private static Change? Halves(IReadOnlyList<SmDeliveryMeasure> days)
    {
        if (days.Count < 2)
        {
            return null;
        }

        DateOnly first = StatisticsSummary.DateOf(days[0]);
        DateOnly last = StatisticsSummary.DateOf(days[^1]);
        int length = (last.DayNumber - first.DayNumber + 1) / 2;
        DateOnly start = last.AddDays(1 - length);
        Funnel before = StatisticsSummary.Sum(days.Where(day => StatisticsSummary.DateOf(day) < first.AddDays(length)));
        Funnel now = StatisticsSummary.Sum(days.Where(day => StatisticsSummary.DateOf(day) >= start));
        return new Change(before, now, first, first.AddDays(length - 1), start, last, true);
    }
}
