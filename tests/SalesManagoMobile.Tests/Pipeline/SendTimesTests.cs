using System.Globalization;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Sending at a time of day where the recipients are.</summary>
public sealed class SendTimesTests
{
    private static readonly DateTimeOffset Now = Time("2026-03-28T20:00:00Z");
    private readonly FakeTimeProvider _time = new(Now);

    [Theory]
    [InlineData("Europe/Madrid", "Europe/Madrid", "2026-03-29T09:00:00+02:00")]
    [InlineData("europe/madrid", "Europe/Madrid", "2026-03-29T09:00:00+02:00")]
    [InlineData("Romance Standard Time", "Europe/Paris", "2026-03-29T09:00:00+02:00")]
    [InlineData("Asia/Kolkata", "Asia/Kolkata", "2026-03-29T09:00:00+05:30")]
    [InlineData("Australia/Lord_Howe", "Australia/Lord_Howe", "2026-03-29T09:00:00+11:00")]
    [InlineData("America/Los_Angeles", "America/Los_Angeles", "2026-03-29T09:00:00-07:00")]
    [InlineData("Pacific/Kiritimati", "Pacific/Kiritimati", "2026-03-30T09:00:00+14:00")]
    [InlineData(null, "Europe/Warsaw", "2026-03-29T09:00:00+02:00")]
    public void It_is_the_next_nine_o_clock_of_each_zone(string? zone, string name, string expected)
    {
        (DateTimeOffset at, string found) = At("09:00").InZone(zone, null);

        Assert.Equal((Time(expected), name), (at, found));
        Assert.Equal(Time(expected).Offset, at.Offset);
    }

    [Theory]
    [InlineData("Europe/Madrid", "2026-10-25", "2:30", "2026-10-25T02:30:00+02:00")]
    [InlineData("Europe/Madrid", "2027-03-28", "2:30", "2027-03-28T03:00:00+02:00")]
    [InlineData("Australia/Sydney", "2026-04-05", "2:30", "2026-04-05T02:30:00+11:00")]
    [InlineData("Australia/Sydney", "2026-10-04", "2:30", "2026-10-04T03:00:00+11:00")]
    [InlineData("Asia/Kathmandu", "2026-10-04", "02:30:15", "2026-10-04T02:30:15+05:45")]
    public void A_day_may_be_given_and_clocks_may_change_on_it(string zone, string day, string localTime, string expected)
    {
        SendTimes times = At(localTime);

        (DateTimeOffset at, _) = times.InZone(zone, times.ReadScheduleAt(day));

        Assert.Equal(Time(expected), at);
        Assert.Equal(Time(expected).Offset, at.Offset);
    }

    [Fact]
    public void A_day_that_is_over_in_one_zone_goes_on_in_another()
    {
        SendTimes times = At("09:00");
        DateTimeOffset? today = times.ReadScheduleAt("2026-03-28T00:00:00Z");

        Assert.Equal(Time("2026-03-28T09:00:00-11:00"), times.InZone("Pacific/Niue", today).At);
        string problem = Assert.Throws<FormatException>(() => times.InZone("Europe/Madrid", today)).Message;
        Assert.Contains("It was 2026-03-28 09:00 +01:00 in Europe/Madrid already (it is 2026-03-28 21:00 +01:00 there)", problem);
        Assert.Contains("in the past", Assert.Throws<FormatException>(() => times.ReadScheduleAt("2026-03-27T00:00:00Z")).Message);
    }

    [Fact]
    public void All_rows_of_a_zone_go_at_one_moment_until_it_has_passed()
    {
        SendTimes times = At("21:30");
        DateTimeOffset first = times.InZone("Europe/Madrid", null).At;
        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(first, times.InZone("Europe/Madrid", null).At);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Time("2026-03-29T21:30:00+02:00"), times.InZone("Europe/Madrid", null).At);
    }

    [Theory]
    [InlineData("9")]
    [InlineData("9:00 PM")]
    [InlineData("24:00")]
    [InlineData("2026-03-29T09:00")]
    public void Another_form_of_a_time_of_day_is_refused(string text) =>
        Assert.Contains("for example 09:00", Assert.Throws<FormatException>(() => At(text)).Message);

    [Fact]
    public void A_zone_that_is_not_known_is_refused()
    {
        Assert.Contains("-Timezone 'Europe/Atlantis'", Assert.Throws<FormatException>(() => At("09:00").InZone("Europe/Atlantis", null)).Message);
        var times = new SendTimes(_time);
        Assert.Contains("-DefaultTimezone 'Nowhere'", Assert.Throws<FormatException>(() => times.SetLocalTime("09:00", "Nowhere")).Message);
        times.SetLocalTime("09:00", null);
        Assert.Contains("-DefaultTimezone", Assert.Throws<FormatException>(() => times.InZone(null, null)).Message);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private SendTimes At(string localTime)
    {
        var times = new SendTimes(_time);
        times.SetLocalTime(localTime, "Europe/Warsaw");
        return times;
    }
}
