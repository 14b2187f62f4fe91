namespace SalesManagoMobile.Reporting;

/// <summary>Finds what is to be compared by its names.</summary>
public static class Comparison
{
    /// <summary>Finds groups, else pushes, else conversations of these names, whatever their case. All must be of one kind.</summary>
    /// <param name="summary">Where they are looked for.</param>
    /// <param name="names">The names.</param>
    /// <param name="missing">
    /// The first name that is not found among those of the kind that has most of them; null when all are found.
    /// </param>
    public static IReadOnlyList<SmDeliveryMeasure> Find(StatisticsSummary summary, IReadOnlyList<string> names, out string? missing)
    {
        ArgumentNullException.ThrowIfNull(summary);
        (string Missing, int Found)? nearest = null;
        foreach (IReadOnlyList<SmDeliveryMeasure> kind in new[] { summary.Groups, summary.Pushes, summary.Conversations })
        {
            SmDeliveryMeasure?[] found = [.. names.Select(name => Named(kind, name))];
            int count = found.Count(static one => one is not null);
            if (count == names.Count)
            {
                missing = null;
                return [.. found.OfType<SmDeliveryMeasure>()];
            }

            if (nearest is null || count > nearest.Value.Found)
            {
                nearest = (names[Array.IndexOf(found, null)], count);
            }
        }

        missing = nearest!.Value.Missing;
        return [];
    }

    /// <summary>All names that can be compared.</summary>
    public static IEnumerable<string> NamesOf(StatisticsSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return summary.Groups.Concat(summary.Pushes).Concat(summary.Conversations)
            .Select(static one => one.Name).OfType<string>().Distinct();
    }

    /// <summary>Conversations of one name are compared as one.</summary>
    private static SmDeliveryMeasure? Named(IReadOnlyList<SmDeliveryMeasure> kind, string name)
    {
        SmDeliveryMeasure[] same = [.. kind.Where(one => string.Equals(one.Name, NameTable.Cut(name), StringComparison.OrdinalIgnoreCase))];
        return same.Length == 0 ? null : same[0] with { Counts = StatisticsSummary.Sum(same), By = SmMeasureBy.Push };
    }
}
