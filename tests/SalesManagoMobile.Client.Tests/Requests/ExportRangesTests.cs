using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class ExportRangesTests
{
    private static readonly DateTimeOffset Start = TestClock.Start;

    [Fact]
    public void Ranges_of_any_length_name_every_second_once_and_span_at_most_30_days()
    {
        const long month = 30 * 24 * 3600 * 1000L;

        // Any length, and often one close to a multiple of 30 days.
        Gen<long> lengths = Gen.OneOf(
            Gen.Choose(1, int.MaxValue).Select(n => n * 10L),
            from months in Gen.Choose(1, 5) from seconds in Gen.Choose(-3, 6) select (months * month) + (seconds * 1000L));
        Prop.ForAll(lengths.Zip(Gen.Choose(0, 999)).ToArbitrary(), given =>
        {
            (long length, int fraction) = given;
            DateTimeOffset after = Start.AddMilliseconds(fraction);
            DateTimeOffset before = after.AddMilliseconds(length);
            IReadOnlyList<ExportRange> ranges = ExportRange.Split(after, before);
            return ranges[0].From <= after && after - ranges[0].From < TimeSpan.FromSeconds(1)
                && ranges[^1].To >= before && ranges[^1].To - before < TimeSpan.FromSeconds(1)
                && ranges.Zip(ranges.Skip(1)).All(pair => pair.Second.From - pair.First.To == TimeSpan.FromSeconds(1))
                && ranges.All(range => RequestValidator.CheckExport(PushId, range).Count == 0);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(30, 0, 1)]
    [InlineData(30, 1, 2)]
    [InlineData(90, 0, 3)]
    public void A_range_is_cut_only_where_it_must_be(int days, int seconds, int count) =>
        Assert.Equal(count, ExportRange.Split(Start, Start.AddDays(days).AddSeconds(seconds)).Count);

    [Fact]
    public void A_range_of_30_days_is_sent_and_a_longer_one_refused()
    {
        Assert.Empty(RequestValidator.CheckExport(PushId, new(Start, Start.AddDays(30))));
        Assert.Equal(
            ["After, Before: the range is 2592001 s long, the limit is 2592000 s (30 days)"],
            RequestValidator.CheckExport(PushId, new(Start, Start.AddDays(30).AddSeconds(1))));
    }

    [Fact]
    public void A_range_ends_after_it_begins()
    {
        Assert.Equal(
            ["After: 2026-03-01 12:00:00Z is not before Before 2026-03-01 12:00:00Z"],
            RequestValidator.CheckExport(PushId, new(Start, Start)));
        Assert.Equal(SmFailureKind.InvalidInput, Assert.Throws<SmException>(() => ExportRange.Split(Start, Start)).Kind);
    }
}
