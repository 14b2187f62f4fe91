using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Runs that end before their inputs do, without anybody cancelling them.</summary>
public sealed class RunsThatEndEarlyTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly SmClient _client;

    public RunsThatEndEarlyTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_server_that_asks_for_a_day_ends_the_run_instead_of_holding_it()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.TooManyRequests, "quota used up", TimeSpan.FromDays(1)));
        var outcomes = new List<SmFailureKind?>();

        SmException stopped = await Assert.ThrowsAsync<SmException>(async () =>
        {
            await foreach (BulkOutcome<SmSendResult> outcome in Send(new BulkOptions { ThrottleLimit = 1 }, BulkSenderTests.People(1000)))
            {
                outcomes.Add(outcome.Error?.Kind);
            }
        });

        Assert.Equal(SmFailureKind.RunStopped, stopped.Kind);
        Assert.Contains("asked to wait 86400 s", stopped.Message);
        Assert.Equal(TimeSpan.FromDays(1), stopped.RetryAfter);
        Assert.Equal([SmFailureKind.Throttled, .. new SmFailureKind?[999]], outcomes);
        Assert.Single(_server.Recipients);
    }

    [Fact]
    public async Task A_stopped_run_starts_nothing_more_and_gets_the_outcomes_of_what_is_in_flight()
    {
        using var journals = new Journals();
        var answer = new TaskCompletionSource();
        _server.Answer = async (_, _) =>
        {
            await answer.Task;
            return PushServer.Yes();
        };
        BulkOutcome<SmSendResult>[] outcomes;
        await using (var journal = SendJournal.Open(journals.Path))
        {
            using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { ThrottleLimit = 4, Journal = journal })
                .StartPushes();
            Task<BulkOutcome<SmSendResult>>[] sends =
                [.. BulkSenderTests.People(run.Capacity).Select(email => run.Send(Journals.Push(email)))];
            for (int i = 0; i < 4; i++)
            {
                await _server.ArrivalAsync(Token);
            }

            run.Stop();
            answer.SetResult();
            outcomes = await Task.WhenAll(sends);
        }

        Assert.Equal(Enumerable.Repeat(SmSendStatus.Accepted, 4), outcomes.Take(4).Select(outcome => outcome.Result.Status));
        Assert.All(outcomes.Skip(4), outcome => Assert.Equal(SmSendStatus.NotTried, outcome.Result.Status));
        Assert.Equal(4, _server.Recipients.Count);
        Assert.Equal("Skip Skip Skip Skip Send Send", journals.Verdicts(BulkSenderTests.People(6)));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(500)]
    public async Task A_server_that_fails_every_request_alike_stops_the_run_whatever_the_status(int status)
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says((HttpStatusCode)status, "elsewhere"));

        SmException stopped = await StoppedAsync(_client, new BulkOptions { ThrottleLimit = 4, StopAfterFailures = 10 });

        Assert.Contains(" failures in a row", stopped.Message);
        // A failure counts when all that left before it have ended, and those ahead of it are at most four windows.
        Assert.InRange(_server.Recipients.Count, 10, 30);
    }

    [Theory]
    [InlineData(429, 0)]
    [InlineData(503, 0)]
    [InlineData(429, -60)]
    [InlineData(503, -60)]
    public async Task A_server_that_refuses_everything_until_now_or_a_time_that_has_passed_is_left_alone_longer_and_longer(
        int status, int seconds)
    {
        var clock = new TestClock();
        using var client =
            new SmClient(Clients.Options with { Handler = _server, TimeProvider = clock, MaxRetry = 0, Timeout = TimeSpan.FromDays(1) });
        _server.Answer = (_, _) =>
        {
            HttpResponseMessage response = PushServer.Says((HttpStatusCode)status, "slow down");
            response.Headers.RetryAfter = seconds == 0 ? new(TimeSpan.Zero) : new(clock.GetUtcNow().AddSeconds(seconds));
            return Task.FromResult(response);
        };
        Task<SmException> run = StoppedAsync(client, new BulkOptions { ThrottleLimit = 1, StopAfterFailures = 6 });

        Assert.Contains("after 6 failures in a row", (await clock.RunAsync(run, TimeSpan.FromHours(1))).Message);
        Assert.Equal(6, _server.Recipients.Count);
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1 + 2 + 4 + 8 + 16));
    }

    [Fact]
    public async Task A_failure_that_asks_for_an_hour_is_the_reason_that_is_given()
    {
        _server.Answer = (_, _) =>
            Task.FromResult(PushServer.Says(HttpStatusCode.InternalServerError, "maintenance", TimeSpan.FromHours(1)));

        SmException stopped = await StoppedAsync(_client, new BulkOptions { ThrottleLimit = 1 });

        Assert.Contains("because the server asked to wait 3600 s", stopped.Message);
        Assert.DoesNotContain("in a row", stopped.Message);
        Assert.Single(_server.Recipients);
    }

    [Fact]
    public async Task One_event_that_ends_everything_in_flight_does_not_stop_the_run()
    {
        var together = new TaskCompletionSource();
        int arrived = 0;
        _server.Answer = async (_, _) =>
        {
            int number = Interlocked.Increment(ref arrived);
            if (number > 32)
            {
                return PushServer.Yes();
            }

            if (number == 32)
            {
                together.SetResult();
            }

            await together.Task;
            throw new HttpRequestException("reset");
        };

        BulkOutcome<SmSendResult>[] outcomes = await Send(new BulkOptions { ThrottleLimit = 32 }, BulkSenderTests.People(100))
            .ToArrayAsync(Token);

        Assert.Equal(32, outcomes.Count(outcome => outcome.Result.Status == SmSendStatus.Unknown));
        Assert.Equal(68, outcomes.Count(outcome => outcome.Result.Status == SmSendStatus.Accepted));
    }

    [Fact]
    public async Task Lost_answers_that_come_before_the_good_ones_that_left_between_them_do_not_stop_the_run()
    {
        var slow = new TaskCompletionSource();
        int lost = 0;
        _server.Answer = async (to, _) =>
        {
            if (int.Parse(to[1..to.IndexOf('@', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) % 5 == 4)
            {
                if (Interlocked.Increment(ref lost) == 30)
                {
                    slow.SetResult();
                }

                throw new HttpRequestException("reset");
            }

            await slow.Task;
            return PushServer.Yes();
        };

        BulkOutcome<SmSendResult>[] outcomes = await Send(new BulkOptions { ThrottleLimit = 128 }, BulkSenderTests.People(500))
            .ToArrayAsync(Token);

        Assert.Equal(100, outcomes.Count(outcome => outcome.Result.Status == SmSendStatus.Unknown));
        Assert.Equal(400, outcomes.Count(outcome => outcome.Result.Status == SmSendStatus.Accepted));
    }

    [Fact]
    public async Task First_answers_that_all_refuse_in_the_same_words_stop_the_run()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.No("Application not found"));

        SmException stopped = await StoppedAsync(_client, new BulkOptions { ThrottleLimit = 4 });

        Assert.Contains("the server refused the first 20 requests with the same message", stopped.Message);
        Assert.Contains("Application not found", stopped.Message);
        Assert.InRange(_server.Recipients.Count, 20, 36);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    public async Task One_other_answer_among_the_first_shows_that_the_refusals_are_about_recipients(int accepted)
    {
        int number = 0;
        _server.Answer = (_, _) => Task.FromResult(number++ == accepted ? PushServer.Yes() : PushServer.No("Contact not found"));

        BulkOutcome<SmSendResult>[] outcomes = await Send(new BulkOptions { ThrottleLimit = 1 }, BulkSenderTests.People(100))
            .ToArrayAsync(Token);

        Assert.Equal(99, outcomes.Count(outcome => outcome.Result.Status == SmSendStatus.Failed));
    }

    [Fact]
    public async Task What_the_journal_knows_is_not_called_untried_after_a_stop()
    {
        using var journals = new Journals();
        await using (var journal = SendJournal.Open(journals.Path))
        {
            await Send(new BulkOptions { Journal = journal }, "ann@x.com").CountAsync(Token);
        }

        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.Unauthorized, "User not authenticated"));
        await using (var journal = SendJournal.Open(journals.Path))
        {
            var statuses = new List<SmSendStatus>();
            await Assert.ThrowsAsync<SmException>(async () =>
            {
                await foreach (BulkOutcome<SmSendResult> outcome in Send(
                    new BulkOptions { Journal = journal, ThrottleLimit = 1, StopAfterFailures = 2 },
                    [.. BulkSenderTests.People(5), "ann@x.com"]))
                {
                    statuses.Add(outcome.Result.Status);
                }
            });

            Assert.Equal(
                [
                    SmSendStatus.Failed,
                    SmSendStatus.Failed,
                    SmSendStatus.NotTried,
                    SmSendStatus.NotTried,
                    SmSendStatus.NotTried,
                    SmSendStatus.Skipped,
                ],
                statuses);
        }
    }

    private static async Task<SmException> StoppedAsync(SmClient client, BulkOptions options)
    {
        IAsyncEnumerable<BulkOutcome<SmSendResult>> outcomes = new BulkSender(client, options)
            .SendPushesAsync(BulkSenderTests.Stream(BulkSenderTests.People(1000).Select(Journals.Push)), Token);
        SmException stopped = await Assert.ThrowsAsync<SmException>(async () => await outcomes.CountAsync(Token));
        Assert.Equal(SmFailureKind.RunStopped, stopped.Kind);
        return stopped;
    }

    private IAsyncEnumerable<BulkOutcome<SmSendResult>> Send(BulkOptions options, params IEnumerable<string> emails) =>
        new BulkSender(_client, options).SendPushesAsync(BulkSenderTests.Stream(emails.Select(Journals.Push)), Token);
}
