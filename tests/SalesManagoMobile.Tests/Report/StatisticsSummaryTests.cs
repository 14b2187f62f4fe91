using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The figures equal what LINQ counts over the same records.</summary>
public sealed class StatisticsSummaryTests
{
    private const string Warsaw = "Europe/Warsaw";
    private static readonly List<MadeRecord> Records = MadeRecords.Make(seed: 1, count: 5000);
    private static readonly StatisticsSummary Summary = new(MadeRecords.Statistics(Records, Warsaw));

    [Fact]
    public void The_total_is_all_of_them()
    {
        Assert.Equal(MadeRecords.Count(Records), Summary.Total.Counts);
        Assert.Equal(Records.Min(static one => one.SentDate), Summary.Total.Start);
        Assert.Null(Summary.Previous);
    }

    [Fact]
    public void Conversations_are_counted_by_name() => AssertSame(Records.GroupBy(static one => one.Name), Summary.Conversations);

    [Fact]
    public void A_push_is_its_conversations_without_the_date_in_their_names() =>
        AssertSame(Records.GroupBy(static one => one.Name?[..12]), Summary.Pushes);

    [Fact]
    public void Platforms_are_counted_whatever_their_spelling() => AssertSame(
        Records.GroupBy(static one => one.Platform?.ToUpperInvariant() switch
        {
            "ANDROID" => "Android",
            "IOS" => "iOS",
            _ => one.Platform,
        }),
        Summary.Platforms);

    [Fact]
    public void Groups_are_counted() =>
        AssertSame(Records.Where(static one => one.Group is not null).GroupBy(static one => one.Group), Summary.Groups);

    [Fact]
    public void A_day_is_one_of_the_time_zone() =>
        AssertSame(Local().GroupBy(static one => (string?)$"{one.Local:yyyy-MM-dd}"), Summary.By(SmMeasureBy.Day));

    [Fact]
    public void A_week_begins_on_Monday() => AssertSame(
        Local().GroupBy(static one => (string?)$"{one.Local.AddDays(-(((int)one.Local.DayOfWeek + 6) % 7)):yyyy-MM-dd}"),
        Summary.By(SmMeasureBy.Week));

    [Fact]
    public void Months_are_counted() =>
        AssertSame(Local().GroupBy(static one => (string?)$"{one.Local:yyyy-MM}"), Summary.By(SmMeasureBy.Month));

    [Fact]
    public void An_hour_is_that_of_sending_in_the_time_zone()
    {
        AssertSame(Local().GroupBy(static one => (string?)$"{one.Local.DayOfWeek} {one.Local.Hour:00}:00"), Summary.By(SmMeasureBy.Hour));
        Assert.Equal(DayOfWeek.Monday, Summary.By(SmMeasureBy.Hour).First().Weekday);
    }

    [Fact]
    public void A_conversation_tells_its_platforms_and_its_first_message()
    {
        SmDeliveryMeasure one = Summary.Conversations.First(static one => one.Name is not null);
        MadeRecord[] same = [.. Records.Where(record => record.Name == one.Name)];
        Assert.Equal(same.Min(static record => record.SentDate), one.Start);
        Assert.Equal(one.Counts, StatisticsSummary.Sum(one.Platforms));
        Assert.Equal(
            MadeRecords.Count(same.Where(static record => string.Equals(record.Platform, "ios", StringComparison.OrdinalIgnoreCase))),
            one.Platforms.Single(static platform => platform.Name == "iOS").Counts);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(10, 20)]
    [InlineData(null, 20)]
    public void A_period_counts_what_was_sent_in_it_and_compares_with_the_one_before(int? since, int? until)
    {
        DateTimeOffset? start = since is { } from ? MadeRecords.First.AddDays(from) : null;
        DateTimeOffset? end = until is { } to ? MadeRecords.First.AddDays(to) : null;
        DeliveryStatistics statistics = MadeRecords.Statistics(Records, Warsaw, start, end);
        var summary = new StatisticsSummary(statistics);

        MadeRecord[] dated = [.. Records.Where(static one => one.SentDate is not null)];
        MadeRecord[] within = [.. dated.Where(one => !(one.SentDate < start) && !(one.SentDate >= end))];
        Assert.Equal(MadeRecords.Count(within), summary.Total.Counts);
        Assert.Equal(Records.Count - dated.Length, statistics.LeftOut.WithoutDate);

        TimeSpan length = (end ?? statistics.Scope.Now) - (start ?? default);
        MadeRecord[] before = start is null ? [] : [.. dated.Where(one => one.SentDate < start && one.SentDate >= start - length)];
        Assert.Equal(start is null ? null : MadeRecords.Count(before), summary.Previous);
        Assert.Equal(dated.Length - within.Length - before.Length, statistics.LeftOut.Outside);
    }

    [Fact]
    public void The_end_of_a_period_does_not_belong_to_it()
    {
        DateTimeOffset start = MadeRecords.First;
        DateTimeOffset before = start.AddHours(-1);
        DateTimeOffset end = start.AddHours(1);
        MadeRecord[] records =
            [.. new[] { before.AddTicks(-1), before, start.AddTicks(-1), start, end.AddTicks(-1), end }.Select(Sent)];
        var summary = new StatisticsSummary(MadeRecords.Statistics(records, since: start, until: end));
        Assert.Equal((2, 2), (summary.Total.Sent, summary.Previous!.Value.Sent));
    }

    private static MadeRecord Sent(DateTimeOffset date) => new("A", null, date, null, null, null);

    private static IEnumerable<LocalRecord> Local()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Warsaw);
        return Records.Where(static one => one.SentDate is not null)
            .Select(one => new LocalRecord(one, TimeZoneInfo.ConvertTime(one.SentDate!.Value, zone).DateTime));
    }

    private static void AssertSame(IEnumerable<IGrouping<string?, LocalRecord>> expected, IEnumerable<SmDeliveryMeasure> actual) =>
        AssertSame(expected.Select(static same => (same.Key, MadeRecords.Count(same.Select(static one => one.Record)))), actual);

    private static void AssertSame(IEnumerable<IGrouping<string?, MadeRecord>> expected, IEnumerable<SmDeliveryMeasure> actual) =>
        AssertSame(expected.Select(static same => (same.Key, MadeRecords.Count(same))), actual);

    private static void AssertSame(IEnumerable<(string? Name, Funnel Counts)> expected, IEnumerable<SmDeliveryMeasure> actual) =>
        Assert.Equal(
            expected.OrderBy(static one => one.Name, StringComparer.Ordinal),
            actual.Select(static one => (one.Name, one.Counts)).OrderBy(static one => one.Name, StringComparer.Ordinal));

    private sealed record LocalRecord(MadeRecord Record, DateTime Local);
}
