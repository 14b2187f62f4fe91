using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Both forms of Retry-After, over real sockets.</summary>
public sealed class ServersThatAskToWaitTests
{
    [Theory]
    [InlineData("429 Too Many Requests", false)]
    [InlineData("503 Service Unavailable", true)]
    public async Task A_server_that_asks_to_wait_in_seconds_is_heard(string status, bool mayHaveBeenProcessed)
    {
        SmException failure = await Answering.FailAsync("slow down", status, "Retry-After: 120");

        Assert.Equal(mayHaveBeenProcessed, failure.MayHaveBeenProcessed);
        Assert.Equal(TimeSpan.FromSeconds(120), failure.RetryAfter);
        Assert.Contains("slow down", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("429 Too Many Requests")]
    [InlineData("503 Service Unavailable")]
    public async Task A_server_that_asks_to_wait_until_a_date_is_heard(string status)
    {
        SmException failure = await Answering.FailAsync("", status, $"Retry-After: {TestClock.Start.AddSeconds(90):R}");

        Assert.Equal(TimeSpan.FromSeconds(90), failure.RetryAfter);
    }

    [Fact]
    public async Task A_date_to_wait_until_is_read_by_the_servers_own_clock()
    {
        DateTimeOffset serverTime = TestClock.Start.AddHours(3);

        SmException failure =
            await Answering.FailAsync("", "429 Too Many Requests", $"Date: {serverTime:R}", $"Retry-After: {serverTime.AddSeconds(30):R}");

        Assert.Equal(TimeSpan.FromSeconds(30), failure.RetryAfter);
    }

    [Theory]
    [InlineData("Retry-After: Wed, 01 Jan 2200 00:00:00 GMT", 24 * 3600)]
    [InlineData("Retry-After: 2000000000", 24 * 3600)]
    [InlineData("Retry-After: Wed, 01 Jan 2020 00:00:00 GMT", 0)]
    public async Task A_senseless_wait_is_cut_to_a_day_or_nothing(string header, int seconds)
    {
        SmException failure = await Answering.FailAsync("", "429 Too Many Requests", header);

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.RetryAfter);
    }

    [Fact]
    public async Task A_429_without_a_time_is_throttling_too()
    {
        SmException failure = await Answering.FailAsync("", "429 Too Many Requests");

        Assert.Equal(SmFailureKind.Throttled, failure.Kind);
        Assert.Null(failure.RetryAfter);
    }
}
