using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>What the report counts.</summary>
public sealed class ReportDataTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ReportData _data = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw"));

    [Fact]
    public void Records_are_counted_by_conversation_and_platform()
    {
        _data.Add(Record("A", "android", displayed: 5, clicked: 60));
        _data.Add(Record("A", "ANDROID", displayed: 5));
        _data.Add(Record("A", "ios"));
        _data.Add(Record("B", "ios", displayed: 5));

        ConversationFunnel a = Assert.Single(_data.Conversations(), static one => one.Name == "A");
        Assert.Equal(new Funnel(3, 2, 1, 0), a.Total);
        Assert.Equal(["Android", "iOS"], a.Platforms.Select(static platform => platform.Key));
        Assert.Equal(2, _data.Conversations().Count);
    }

    [Fact]
    public void Where_both_tell_of_a_conversation_the_statistics_stand_and_nothing_counts_twice()
    {
        _data.Add(Record("A", "android", displayed: 5, clicked: 60));
        _data.Add(Stats(1, "A", "android", 100));

        ConversationFunnel only = Assert.Single(_data.Conversations());
        Assert.Equal(100, only.Total.Sent);
        Assert.Equal(1, _data.Delays.Count);
    }

    [Fact]
    public void Records_without_a_name_count_beside_statistics_without_one()
    {
        _data.Add(Record(null, "android", displayed: 5));
        _data.Add(Stats(1, null, "android", 100));
        Assert.Equal([1, 100], _data.Conversations().Select(static one => one.Total.Sent).Order());
    }

    [Fact]
    public void Statistics_that_come_twice_count_once_and_the_last_ones_stand()
    {
        _data.Add(Stats(1, "A", "android", 100));
        _data.Add(Stats(1, "A", "ANDROID", 120));
        Assert.Equal(120, Assert.Single(_data.Conversations()).Total.Sent);
    }

    [Fact]
    public void Two_conversations_of_one_name_stay_two()
    {
        _data.Add(Stats(1, "A", "android", 100));
        _data.Add(Stats(2, "A", "android", 50));
        Assert.Equal([50, 100], _data.Conversations().Select(static one => one.Total.Sent).Order());
    }

    [Fact]
    public void The_hour_is_that_of_the_chosen_time_zone()
    {
        // 2 March 2026 23:30 UTC is Tuesday 00:30 in Warsaw.
        _data.Add(new ReportDelivery("A", null, Sent, null, new DateTimeOffset(2026, 3, 2, 23, 30, 0, TimeSpan.Zero), null));
        Assert.Equal((DayOfWeek.Tuesday, 0), _data.Hours.Best);
        Assert.Equal(1, _data.Hours[DayOfWeek.Tuesday, 0]);
    }

    [Fact]
    public void A_click_before_its_message_is_counted_but_has_no_time()
    {
        _data.Add(Record("A", "ios", displayed: 1, clicked: -5));
        Assert.Equal(1, _data.Conversations()[0].Total.Clicked);
        Assert.Equal(0, _data.Delays.Count);
        Assert.Null(_data.Delays.Quantile(0.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(3_600)]
    [InlineData(86_400 * 20)]
    public void A_quantile_is_within_five_percent(int seconds)
    {
        var delays = new ClickDelays();
        for (int click = 0; click < 100; click++)
        {
            delays.Add(TimeSpan.FromSeconds(seconds));
        }

        Assert.InRange(delays.Quantile(0.5)!.Value.TotalSeconds, seconds * 0.95, seconds * 1.05);
    }

    [Fact]
    public void No_quantile_is_beyond_the_slowest_click()
    {
        var delays = new ClickDelays();
        delays.Add(TimeSpan.FromSeconds(59));
        Assert.Equal(TimeSpan.FromSeconds(59), delays.Quantile(0.9));
    }

    [Theory]
    [InlineData(0, "< 1 min")]
    [InlineData(59.9, "< 1 min")]
    [InlineData(60, "1–5 min")]
    [InlineData(3_599, "30–60 min")]
    [InlineData(86_400 * 3, "> 3 days")]
    [InlineData(86_400 * 400, "> 3 days")]
    public void A_time_falls_into_the_class_that_its_label_says(double seconds, string label)
    {
        var delays = new ClickDelays();
        delays.Add(TimeSpan.FromSeconds(seconds));
        Assert.Equal(label, Assert.Single(delays.Bars, static bar => bar.Count > 0).Label);
    }

    private static ReportDelivery Record(string? name, string platform, int? displayed = null, int? clicked = null) => new(
        name, platform, Sent, displayed is { } shown ? Sent.AddSeconds(shown) : null,
        clicked is { } tapped ? Sent.AddSeconds(tapped) : null, null);

    private static ReportStatistics Stats(long id, string? name, string platform, long sent) =>
        new(id, name, platform, Sent, new Funnel(sent, sent / 2, sent / 10, 0));
}
