using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The course of time: trend, halves, hours.</summary>
public sealed class TrendTests
{
    [Theory]
    [InlineData(2, SmMeasureBy.Day, 2)]
    [InlineData(45, SmMeasureBy.Day, 45)]
    [InlineData(46, SmMeasureBy.Week, 7)]
    [InlineData(315, SmMeasureBy.Week, 46)]
    [InlineData(316, SmMeasureBy.Month, 12)]
    [InlineData(20_000, SmMeasureBy.Month, 2)]
    public void A_trend_is_by_day_week_or_month_as_the_range_asks(int days, SmMeasureBy by, int points)
    {
        // 25 February 2026 is a Wednesday.
        Trend trend = Trend.Of(Days([0, days - 1]))!;
        Assert.Equal(by, trend.By);
        Assert.Equal(points, trend.Points.Count);
        Assert.Equal(2, trend.Points.Sum(static one => one.Counts.Sent));
    }

    [Fact]
    public void Days_without_messages_are_part_of_it() =>
        Assert.Equal([1, 0, 0, 1], Trend.Of(Days([0, 3]))!.Points.Select(static one => one.Counts.Sent));

    [Fact]
    public void One_day_is_no_trend() => Assert.Null(Trend.Of(Days([0])));

    [Theory]
    [InlineData(new[] { 0, 1 }, 1, 1)]
    [InlineData(new[] { 0, 1, 2 }, 1, 1)]
    [InlineData(new[] { 0, 3, 4, 5, 9, 9 }, 3, 3)]
    public void Without_a_period_the_halves_are_compared_and_a_day_in_the_middle_counts_for_neither(int[] days, int before, int now)
    {
        Change change = Change.Of(Summary(days))!;
        Assert.Equal((before, now), (change.Before.Sent, change.Now.Sent));
        Assert.Equal(change.BeforeTo.DayNumber - change.BeforeFrom.DayNumber, change.NowTo.DayNumber - change.NowFrom.DayNumber);
        Assert.True(change.AreHalves);
    }

    [Fact]
    public void The_best_hour_has_enough_messages_and_the_highest_rate()
    {
        var hours = new Funnel[168];
        hours[9] = new Funnel(99, 99, 90, 0);
        hours[24 + 10] = new Funnel(1000, 1000, 100, 0);
        hours[48 + 11] = new Funnel(1000, 1000, 60, 0);
        IReadOnlyList<BestHour> best = BestHour.Order(hours);
        Assert.Equal([(DayOfWeek.Monday, 10), (DayOfWeek.Tuesday, 11)], best.Select(static one => (one.Day, one.Hour)));
        hours[9] = default;
        Assert.True(BestHour.StandsOut(best[0], hours));
        hours[48 + 11] = new Funnel(1000, 1000, 90, 0);
        Assert.False(BestHour.StandsOut(best[0], hours));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(6, 10)]
    [InlineData(11, 20)]
    [InlineData(21, 50)]
    [InlineData(5001, 10_000)]
    public void An_axis_ends_at_a_round_number(long most, long end) => Assert.Equal(end, AxisScale.ForCounts(most));

    private static IReadOnlyList<SmDeliveryMeasure> Days(int[] days) => Summary(days).Days;

    private static StatisticsSummary Summary(int[] days) => new(MadeRecords.Statistics(
        days.Select(static day => new MadeRecord("A", null, MadeRecords.First.AddDays(day), null, null, null))));
}
