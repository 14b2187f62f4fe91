namespace SalesManagoMobile.Reporting;

/// <summary>Days, weeks or months one after the other, as many as a chart can show; those without messages are among them.</summary>
internal sealed record Trend(SmMeasureBy By, IReadOnlyList<TrendPoint> Points)
{
    private const int MaxDays = 45;
    private const int MaxWeeks = 45;

    /// <summary>More months than that make no chart: dates of records may lie anywhere.</summary>
    private const int MaxPoints = 240;

    /// <returns>Null when all messages were sent on one day, or none has a date.</returns>
    public static Trend? Of(IReadOnlyList<SmDeliveryMeasure> days)
    {
        if (days.Count < 2)
        {
            return null;
        }

        DateOnly lastDay = StatisticsSummary.DateOf(days[^1]);
        int length = lastDay.DayNumber - StatisticsSummary.DateOf(days[0]).DayNumber + 1;
        SmMeasureBy by = length <= MaxDays ? SmMeasureBy.Day : length <= MaxWeeks * 7 ? SmMeasureBy.Week : SmMeasureBy.Month;
        var counted = days.GroupBy(day => Calendar.StartOf(by, StatisticsSummary.DateOf(day)))
            .ToDictionary(static span => span.Key, StatisticsSummary.Sum);
        List<TrendPoint> points = [];
        DateOnly end = Calendar.StartOf(by, lastDay);
        for (DateOnly start = counted.Keys.Min(); start <= end && points.Count <= MaxPoints; start = Calendar.Next(by, start))
        {
            points.Add(new TrendPoint(start, counted.GetValueOrDefault(start)));
        }

        IEnumerable<TrendPoint> last = counted.OrderBy(static one => one.Key).TakeLast(MaxPoints)
            .Select(static one => new TrendPoint(one.Key, one.Value));
        return new Trend(by, points.Count > MaxPoints ? [.. last] : points);
    }
}

/// <summary>A day, week or month, and what was sent in it.</summary>
internal readonly record struct TrendPoint(DateOnly Start, Funnel Counts);
