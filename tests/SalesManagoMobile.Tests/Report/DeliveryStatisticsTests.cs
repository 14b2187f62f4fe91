using SalesManagoMobile.Client;
using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>What is counted when records and statistics come together, and when there is too much of something.</summary>
public sealed class DeliveryStatisticsTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Where_both_tell_of_a_conversation_the_statistics_stand_and_nothing_counts_twice()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(Record("A", "android", group: "X"));
        statistics.Add(Stats(1, "A", "android", 100));
        var summary = new StatisticsSummary(statistics);
        Assert.Equal(100, summary.Total.Sent);
        Assert.Equal(100, Assert.Single(summary.Days).Sent);
        Assert.Equal(1, summary.Conversations.Single().ConversationId);

        // Only records know groups, hours and times.
        Assert.Equal(1, summary.Groups.Single().Sent);
        Assert.Equal(1, summary.Hours.Sum(static hour => hour.Sent));
    }

    [Fact]
    public void Records_without_a_name_count_beside_statistics_without_one()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(Record(null, "android"));
        statistics.Add(Stats(1, null, "android", 100));
        Assert.Equal([1, 100], new StatisticsSummary(statistics).Conversations.Select(static one => one.Sent).Order());
    }

    [Fact]
    public void Statistics_that_come_twice_count_once_and_the_last_ones_stand()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(Stats(1, "A", "android", 100));
        statistics.Add(Stats(1, "A", "ANDROID", 120));
        Assert.Equal(120, new StatisticsSummary(statistics).Total.Sent);
    }

    [Fact]
    public void Two_conversations_of_one_name_stay_two_and_are_one_push()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(Stats(1, "A", "android", 100));
        statistics.Add(Stats(2, "A", "ios", 50));
        var summary = new StatisticsSummary(statistics);
        Assert.Equal([50, 100], summary.Conversations.Select(static one => one.Sent).Order());
        Assert.Equal(150, summary.Pushes.Single().Sent);
    }

    [Fact]
    public void Hours_come_from_the_conversations_when_there_are_no_records()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(Stats(1, "A", "android", 100));
        SmDeliveryMeasure hour = new StatisticsSummary(statistics).By(SmMeasureBy.Hour).Single();
        Assert.Equal((DayOfWeek.Monday, 9, 100L), (hour.Weekday, hour.Hour, hour.Sent));
    }

    [Fact]
    public void A_conversation_is_of_the_push_that_it_was_told_to_be_of()
    {
        DeliveryStatistics statistics = Empty();
        statistics.AddConversation(null, "First wave", "P1");
        statistics.AddConversation(7, "Second wave", "P1");
        statistics.AddPush("p1", "Win-back");
        statistics.Add(Record("First wave", null));
        statistics.Add(Stats(7, "renamed", null, 10));
        Assert.Equal(("Win-back", 11L), new StatisticsSummary(statistics).Pushes.Select(static one => (one.Name, one.Sent)).Single());
    }

    [Theory]
    [InlineData("Win-back, single sends 2026-03-31", "Win-back, single sends")]
    [InlineData("Spring of 2026-03-31 09:00", "Spring")]
    [InlineData("Spring - 31.03.2026", "Spring")]
    [InlineData("Spring_20260331", "Spring")]
    [InlineData("Spring 3/31/26", "Spring")]
    [InlineData("Spring 2026", "Spring 2026")]
    [InlineData("Order 12345678901", "Order 12345678901")]
    [InlineData("2026-03-31", "2026-03-31")]
    [InlineData(null, null)]
    public void Else_a_push_is_the_conversation_without_its_date(string? conversation, string? push) =>
        Assert.Equal(push, new PushNames().Of(null, conversation));

    [Fact]
    public void A_click_before_its_message_is_counted_but_has_no_time()
    {
        DeliveryStatistics statistics = Empty();
        statistics.Add(new MadeRecord("A", null, Sent, Sent, Sent.AddSeconds(-5), null));
        Assert.Equal(1, new StatisticsSummary(statistics).Total.Clicked);
        Assert.Equal((0L, 1L), (statistics.Delays.Count, statistics.Delays.Negative));
    }

    [Fact]
    public void Any_number_of_names_platforms_and_groups_is_counted_and_few_are_told_apart()
    {
        const int Count = 30_000;
        DeliveryStatistics statistics = Empty();
        for (int i = 0; i < Count; i++)
        {
            statistics.Add(Record($"Conversation {i}", $"platform {i}", group: $"group {i}"));
        }

        var summary = new StatisticsSummary(statistics);
        Assert.Equal(Count, summary.Total.Sent);
        Assert.Equal(DeliveryStatistics.MaxConversations + 1, summary.Conversations.Count);
        Assert.Equal(
            Count - DeliveryStatistics.MaxConversations,
            summary.Conversations.Single(static one => one.Name == "Other conversations").Sent);
        Assert.Equal(Count - DeliveryStatistics.MaxPlatforms, summary.Platforms.Single(static one => one.Name == "Other platforms").Sent);
        Assert.Equal(Count - DeliveryStatistics.MaxGroups, summary.Groups.Single(static one => one.Name == "Other groups").Sent);
    }

    [Fact]
    public void Records_of_too_many_days_and_names_are_in_the_totals()
    {
        const int Count = 210_000;
        DeliveryStatistics statistics = Empty();
        for (int i = 0; i < Count; i++)
        {
            statistics.Add(new MadeRecord($"N{i % 100}", null, Sent.AddDays(i / 100), null, null, null));
        }

        Assert.Equal(Count, new StatisticsSummary(statistics).Total.Sent);
        Assert.Equal(10_000, statistics.LeftOut.Beyond);
    }

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        string name = new string('a', NameTable.MaxLength - 1) + "😀😀";
        Assert.Equal(new string('a', NameTable.MaxLength - 1) + "…", NameTable.Cut(name));
        Assert.Equal(name[..^4], NameTable.Cut(name[..^4]));
    }

    [Fact]
    public void Dates_at_the_ends_of_the_calendar_are_counted()
    {
        DeliveryStatistics statistics = Empty("Pacific/Apia");
        statistics.Add(new MadeRecord("A", null, DateTimeOffset.MinValue, null, DateTimeOffset.MaxValue, null));
        statistics.Add(new MadeRecord("A", null, DateTimeOffset.MaxValue, null, DateTimeOffset.MinValue, null));
        Assert.Equal(2, new StatisticsSummary(statistics).Total.Sent);
    }

    [Fact]
    public void A_cell_keeps_its_parts()
    {
        var cell = new CubeCell(
            DeliveryStatistics.MaxConversations + 1, DeliveryStatistics.MaxPlatforms + 1, DeliveryStatistics.MaxGroups + 1,
            DateOnly.MaxValue.DayNumber, IsPrevious: true);
        Assert.Equal(cell, CubeCell.From(cell.Key));
    }

    private static DeliveryStatistics Empty(string zone = "UTC") => MadeRecords.Statistics([], zone);

    private static MadeRecord Record(string? name, string? platform, string? group = null) =>
        new(name, platform, Sent, Sent, null, null, group);

    private static SmConversationStats Stats(long id, string? name, string? platform, long sent) => new()
    {
        ConversationId = id,
        Name = name,
        Platform = platform,
        SentDate = Sent,
        Sent = sent,
        Displayed = sent / 2,
        Clicked = sent / 10,
        Dismissed = 0,
    };
}
