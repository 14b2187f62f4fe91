using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class PagingThroughAHistoryTests
{
    private static readonly DateTimeOffset Newest = TestClock.Start;
    private static readonly HistoryRequest Person = new() { UserId = "7" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_shares_a_millisecond_nothing_is_missing_or_twice(bool endIsExcluded)
    {
        // Small pages and few milliseconds: many entries share the boundary. A page grows when it is too small to move on.
        Gen<int> gap = Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 5)));
        Gen<(List<int> gaps, int size)> cases = from gaps in Gen.ListOf(gap) from size in Gen.Choose(1, 7) select (gaps, size);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            DateTimeOffset sent = Newest;
            SmPushHistoryEntry[] entries = [.. c.gaps.Select((gap, i) => FakeHistory.Entry(i, sent = sent.AddMilliseconds(-gap)))];
            FakeHistory server = new(entries) { EndIsExcluded = endIsExcluded };
            List<SmPushHistoryEntry> read = server.ReadAsync(Person with { EntriesNumber = c.size }).GetAwaiter().GetResult();
            return read.OrderBy(e => e.MessageId).SequenceEqual(entries.OrderBy(e => e.MessageId))
                && read.Zip(read.Skip(1)).All(pair => pair.First.SentDate >= pair.Second.SentDate)
                && server.Warnings.Count == 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_long_history_is_read_page_by_page_of_500()
    {
        FakeHistory server = new(Enumerable.Range(0, 1800).Select(i => FakeHistory.Entry(i, Newest.AddMinutes(-i))));

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person);

        Assert.Equal(Enumerable.Range(0, 1800).Select(i => $"m{i}"), read.Select(entry => entry.MessageId));
        Assert.Equal(4, server.Asked.Count);
        Assert.All(server.Asked, asked => Assert.Equal(500, asked.EntriesNumber));
        Assert.Empty(server.Warnings);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 1)]
    [InlineData(500, 1)]
    [InlineData(501, 2)]
    public async Task No_more_is_asked_than_is_wanted(int first, int questions)
    {
        FakeHistory server = new(Enumerable.Range(0, 1200).Select(i => FakeHistory.Entry(i, Newest.AddMinutes(-i))));

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person, first);

        Assert.Equal(first, read.Count);
        Assert.Equal(questions, server.Asked.Count);
        if (questions == 1)
        {
            Assert.Equal(first, server.Asked[0].EntriesNumber);
        }
    }

    [Fact]
    public async Task The_range_of_the_user_is_kept()
    {
        FakeHistory server = new(Enumerable.Range(0, 2000).Select(i => FakeHistory.Entry(i, Newest.AddMinutes(-i))));

        List<SmPushHistoryEntry> read =
            await server.ReadAsync(Person with { After = Newest.AddMinutes(-1500), Before = Newest.AddMinutes(-100) });

        Assert.Equal(Enumerable.Range(100, 1401).Select(i => $"m{i}"), read.Select(entry => entry.MessageId));
        Assert.All(server.Asked, asked => Assert.Equal(Newest.AddMinutes(-1500), asked.After));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_millisecond_with_more_than_500_entries_is_told_and_what_is_older_follows(bool endIsExcluded)
    {
        IEnumerable<SmPushHistoryEntry> entries = Enumerable.Range(0, 900)
            .Select(i => FakeHistory.Entry(i, Newest.AddSeconds(i < 100 ? 0 : i < 800 ? -1 : -2)));
        FakeHistory server = new(entries) { EndIsExcluded = endIsExcluded };

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person);

        Assert.Equal(100 + 500 + 100, read.Count);
        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.Equal("m899", read[^1].MessageId);
        Assert.Contains("2026-03-01 11:59:59.000Z", Assert.Single(server.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_without_a_date_come_once()
    {
        FakeHistory server = new(Enumerable.Range(0, 1200).Select(i => FakeHistory.Entry(i, i % 100 == 0 ? null : Newest.AddMinutes(-i))));

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person);

        Assert.Equal(1200, read.Count);
        Assert.Equal(1200, read.Distinct().Count());
    }

    [Fact]
    public async Task A_full_page_without_any_date_ends_with_a_warning()
    {
        FakeHistory server = new(Enumerable.Range(0, 1200).Select(i => FakeHistory.Entry(i, null)));

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person);

        Assert.Equal(500, read.Count);
        Assert.Single(server.Warnings);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_does_not_trap_the_reader()
    {
        FakeHistory server =
            new(Enumerable.Range(0, 1200).Select(i => FakeHistory.Entry(i, Newest.AddMinutes(-i)))) { IgnoresRange = true };

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person);

        Assert.Equal(500, read.Count);
        Assert.NotEmpty(server.Warnings);
        Assert.InRange(server.Asked.Count, 2, 4);
    }

    [Fact]
    public async Task Messages_without_an_id_are_told_apart_by_what_they_say_and_equal_ones_are_kept()
    {
        SmPushHistoryEntry[] entries =
        [
            .. Enumerable.Range(0, 40)
                .Select(i => new SmPushHistoryEntry { Title = $"t{i / 2}", SentDate = Newest.AddMilliseconds(-(i / 8)) }),
        ];
        FakeHistory server = new(entries);

        List<SmPushHistoryEntry> read = await server.ReadAsync(Person with { EntriesNumber = 5 });

        Assert.Equal(entries, read);
    }
}
