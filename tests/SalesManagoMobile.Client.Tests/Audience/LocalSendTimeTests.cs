using System.Globalization;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class LocalSendTimeTests
{
    [Theory]
    [InlineData("Europe/Madrid", "2026-03-28T09:00:00Z", "2026-03-29T09:00:00+02:00")]
    [InlineData("Europe/Madrid", "2026-10-24T12:00:00Z", "2026-10-25T09:00:00+01:00")]
    [InlineData("Australia/Sydney", "2026-10-03T00:00:00Z", "2026-10-04T09:00:00+11:00")]
    [InlineData("Australia/Sydney", "2026-04-04T00:00:00Z", "2026-04-05T09:00:00+10:00")]
    [InlineData("Asia/Kolkata", "2026-01-15T00:00:00Z", "2026-01-15T09:00:00+05:30")]
    [InlineData("Asia/Kathmandu", "2026-01-15T03:14:59Z", "2026-01-15T09:00:00+05:45")]
    [InlineData("Asia/Kathmandu", "2026-01-15T03:15:00Z", "2026-01-16T09:00:00+05:45")]
    [InlineData("Pacific/Kiritimati", "2026-01-15T12:00:00Z", "2026-01-16T09:00:00+14:00")]
    [InlineData("Pacific/Pago_Pago", "2026-01-15T12:00:00Z", "2026-01-15T09:00:00-11:00")]
    public void The_next_nine_o_clock_is_that_of_the_zone(string zone, string now, string expected) =>
        Assert.Equal(Time(expected), LocalSendTime.Next(Zone(zone), new TimeOnly(9, 0), Time(now)), EqualExactly);

    [Theory]
    [InlineData("Europe/Madrid", "2026-03-29", "02:30", "2026-03-29T03:00:00+02:00")]
    [InlineData("Europe/Madrid", "2026-03-29", "02:00:01", "2026-03-29T03:00:00+02:00")]
    [InlineData("Australia/Sydney", "2026-10-04", "02:15", "2026-10-04T03:00:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00")]
    [InlineData("America/Santiago", "2026-09-06", "00:00", "2026-09-06T01:00:00-03:00")]
    public void A_time_that_does_not_exist_becomes_the_moment_after_the_gap(string zone, string day, string time, string expected) =>
        Assert.Equal(Time(expected), On(zone, day, time), EqualExactly);

    [Theory]
    [InlineData("Europe/Madrid", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00")]
    [InlineData("Australia/Sydney", "2026-04-05", "02:30", "2026-04-05T02:30:00+11:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00")]
    public void A_time_that_exists_twice_is_the_first_of_the_two(string zone, string day, string time, string expected) =>
        Assert.Equal(Time(expected), On(zone, day, time), EqualExactly);

    [Fact]
    public void A_time_that_passed_once_today_is_not_sent_a_second_time_today() => Assert.Equal(
        Time("2026-10-26T02:30:00+01:00"), LocalSendTime.Next(Zone("Europe/Madrid"), new TimeOnly(2, 30), Time("2026-10-25T00:30:00Z")),
        EqualExactly);

    private static bool EqualExactly(DateTimeOffset one, DateTimeOffset other) => one.EqualsExact(other);

    private static DateTimeOffset On(string zone, string day, string time) => LocalSendTime.On(
        Zone(zone), DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture));

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
