namespace SalesManagoMobile.Reporting;

/// <summary>Puts pushes and conversations in order of their click rates.</summary>
internal static class Ranking
{
    /// <summary>
    /// Best first, by the low end of the interval, so that a few lucky clicks do not win. Those with too few displayed messages come last.
    /// </summary>
    public static IReadOnlyList<SmDeliveryMeasure> Order(IEnumerable<SmDeliveryMeasure> many) =>
    [
        .. many.OrderByDescending(static one => one.Counts.IsEnough).ThenByDescending(static one => one.ClickRateLow ?? -1)
            .ThenByDescending(static one => one.Sent).ThenBy(static one => one.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The highest and the lowest click rate among those with enough messages, if chance does not explain their difference. Any two
    /// might have been chosen, so the interval holds for all pairs together.
    /// </summary>
    public static (SmDeliveryMeasure Best, SmDeliveryMeasure Worst)? Extremes(IEnumerable<SmDeliveryMeasure> many)
    {
        SmDeliveryMeasure[] enough = [.. many.Where(static one => one.Counts.IsEnough)];
        if (enough.Length < 2)
        {
            return null;
        }

        SmDeliveryMeasure best = enough.MaxBy(static one => one.ClickRate)!;
        SmDeliveryMeasure worst = enough.MinBy(static one => one.ClickRate)!;
        int pairs = (int)Math.Min(int.MaxValue, (long)enough.Length * (enough.Length - 1) / 2);
        return best.Counts.ClickDifference(worst.Counts, pairs) is { IncludesZero: false } ? (best, worst) : null;
    }
}
