using System.Net;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// "Surely not processed" is a promise: an answer that contradicts itself, or only sounds like a refusal, leaves a send unknown.
/// </summary>
public sealed class ContradictingServersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("400 Bad Request")]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    [InlineData("409 Conflict")]
    [InlineData("429 Too Many Requests")]
    [InlineData("301 Moved Permanently")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    [InlineData("503 Service Unavailable")]
    public async Task An_error_status_with_a_success_in_its_body_is_unknown(string status)
    {
        foreach (string body in new[]
        {
            """{"success":true}""",
            """{"success":"true","message":["User not authenticated"]}""",
            """{"SUCCESS" : "TRUE"}""",
            """{"success":1}""",
            """{"result":{"success":true}}""",
            """[{"success":true}]""",
            """<pre>{"success":true,"message":[]}</pre>""",
            "success: true",
            """{"success":false,"success":true}""",
        })
        {
            SmException failure = await Answering.FailAsync(body, status);

            Assert.True(failure.MayHaveBeenProcessed, body);
            Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
            Assert.Contains("contradicts itself", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "\0")]
    [InlineData("\0", "")]
    [InlineData("", "\0\0\0")]
    public async Task An_error_status_with_a_success_in_UTF_16_or_UTF_32_is_unknown(string before, string after)
    {
        string body = string.Concat("""{"success":true}""".Select(letter => before + letter + after));

        Assert.True((await Answering.FailAsync(body, "400 Bad Request")).MayHaveBeenProcessed);
    }

    [Theory]
    [InlineData("""{"success":true,"success":false}""")]
    [InlineData("""{"success":false,"success":true}""")]
    [InlineData("""{"success":true,"message":[],"Success":"false"}""")]
    [InlineData("""{"success":true,"success":null}""")]
    [InlineData("""{"success":false,"success":true,"message":["User not authenticated"]}""")]
    public async Task Both_values_of_success_are_unknown(string body)
    {
        SmException failure = await Answering.FailAsync(body, "200 OK");

        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
    }

    [Theory]
    [InlineData("<html>The request was not authenticated by the proxy, but went through.</html>", "200 OK")]
    [InlineData("User not authenticated", "500 Internal Server Error")]
    [InlineData("""{"success":false,"message":["User not authenticated"]}""", "502 Bad Gateway")]
    [InlineData("<html>User not authenticated</html>", "504 Gateway Timeout")]
    [InlineData("""{"message":["User not authenticated"]}""", "200 OK")]
    [InlineData("""["User not authenticated"]""", "200 OK")]
    [InlineData("Your session is not authenticated yet; the push was queued", "200 OK")]
    public async Task A_page_that_only_mentions_authentication_is_unknown(string body, string status) =>
        Assert.True((await Answering.FailAsync(body, status)).MayHaveBeenProcessed);

    [Theory]
    [InlineData("300 Multiple Choices")]
    [InlineData("302 Found")]
    [InlineData("303 See Other")]
    [InlineData("304 Not Modified")]
    [InlineData("408 Request Timeout")]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    [InlineData("599 Whatever")]
    [InlineData("204 No Content")]
    [InlineData("201 Created")]
    public async Task A_status_that_proves_nothing_is_unknown(string status) =>
        Assert.True((await Answering.FailAsync("", status)).MayHaveBeenProcessed);

    [Theory]
    [InlineData("Retry-After: 0")]
    [InlineData("Retry-After: 5")]
    [InlineData("X: none")]
    public async Task A_503_to_a_send_is_unknown_whatever_it_asks_for(string header)
    {
        SmException failure = await Answering.FailAsync("""{"success":false,"message":["busy"]}""", "503 Service Unavailable", header);

        Assert.Equal(SmFailureKind.ServerError, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "refused")]
    [InlineData("400 Bad Request", "refused")]
    [InlineData("200 OK", """{"success":false,"message":["No such contact"]}""")]
    [InlineData("401 Unauthorized", "User not authenticated")]
    public async Task A_503_stays_unknown_when_the_retry_is_refused(string status, string body)
    {
        (SmException? failure, int requests) = await RetriedAsync(("503 Service Unavailable", ""), (status, body));

        Assert.Equal(2, requests);
        Assert.True(failure!.MayHaveBeenProcessed);
        Assert.Contains("An earlier attempt may have been processed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, failure.Attempts);
    }

    [Fact]
    public async Task A_503_becomes_accepted_when_the_retry_is_accepted()
    {
        (SmException? failure, int requests) = await RetriedAsync(("503 Service Unavailable", ""), ("200 OK", Peer.Yes));

        Assert.Null(failure);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_429_that_is_refused_for_good_was_never_processed()
    {
        (SmException? failure, int requests) = await RetriedAsync(("429 Too Many Requests", ""), ("400 Bad Request", "no"));

        Assert.Equal(2, requests);
        Assert.False(failure!.MayHaveBeenProcessed);
    }

    [Theory]
    [InlineData(true, false, HttpStatusCode.TooManyRequests, 2)]
    [InlineData(false, true, HttpStatusCode.TooManyRequests, 1)]
    [InlineData(true, false, HttpStatusCode.ServiceUnavailable, 1)]
    [InlineData(false, true, HttpStatusCode.ServiceUnavailable, 2)]
    [InlineData(true, true, HttpStatusCode.BadGateway, 1)]
    public async Task Each_switch_retries_its_own_status_alone(bool throttled, bool unavailable, HttpStatusCode status, int requests)
    {
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer("", status, response => response.Headers.Add("Retry-After", "1"))
            .Answer(Peer.Yes);
        using SmClient client = new(Options with
        {
            Handler = handler,
            TimeProvider = new TestClock(TimeSpan.FromSeconds(60)),
            MaxRetry = 1,
            RetryThrottledSends = throttled,
            RetryUnavailableSends = unavailable,
        });

        Exception? failure = await Record.ExceptionAsync(() => client.SendPushAsync(Push, Token));

        Assert.Equal(requests, handler.Requests.Count);
        Assert.Equal(requests == 2, failure is null);
    }

    [Fact]
    public async Task A_read_that_is_refused_with_a_damaged_body_is_tried_again()
    {
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer("""{"success":""", HttpStatusCode.TooManyRequests)
            .Answer("""{"success":true,"message":[],"data":[]}""");
        using SmClient client = new(Options with
        {
            Handler = handler,
            TimeProvider = new TestClock(TimeSpan.FromSeconds(60)),
            MaxRetry = 1,
        });

        Assert.Empty(await client.ListPushesAsync("app", Token));
        Assert.Equal(2, handler.Requests.Count);
    }

    private static async Task<(SmException? Failure, int Requests)> RetriedAsync(
        (string Status, string Body) first, (string Status, string Body) second)
    {
        int served = 0;
        await using ScriptedServer server = new(async peer =>
        {
            while (true)
            {
                await peer.ReadRequestAsync();
                (string status, string body) = Interlocked.Increment(ref served) == 1 ? first : second;
                await peer.AnswerAsync(body, status);
            }
        });
        using SmClient client = server.Client(
            o => o with { MaxRetry = 1, RetryUnavailableSends = true, TimeProvider = new TestClock(TimeSpan.FromSeconds(60)) });
        var failure = await Record.ExceptionAsync(() => client.SendPushAsync(Push, Token)) as SmException;
        return (failure, server.Requests);
    }
}
