using System.Collections.Concurrent;
using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class BulkSenderTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly SmClient _client;

    public BulkSenderTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Each_input_has_one_outcome_in_order_with_its_failure()
    {
        _server.Answer = (to, _) => Task.FromResult(to switch
        {
            "bob@x.com" => PushServer.No("Contact not found"),
            "cut@x.com" => PushServer.Says(HttpStatusCode.InternalServerError, "oops"),
            _ => PushServer.Yes(),
        });

        BulkOutcome<SmSendResult>[] outcomes = await SendAsync(new BulkOptions(), "ann@x.com", "bob@x.com", "not an address", "cut@x.com");

        Assert.Equal(["ann@x.com", "bob@x.com", "not an address", "cut@x.com"], outcomes.Select(o => o.Result.Email));
        Assert.Equal(
            [SmSendStatus.Accepted, SmSendStatus.Failed, SmSendStatus.Failed, SmSendStatus.Unknown], outcomes.Select(o => o.Result.Status));
        Assert.Equal(
            [null, SmFailureKind.Rejected, SmFailureKind.InvalidInput, SmFailureKind.ServerError], outcomes.Select(o => o.Error?.Kind));
        Assert.Equal("Contact not found", outcomes[1].Result.Message);
        Assert.Equal([1, 1, 0, 1], outcomes.Select(o => o.Result.Attempts));
    }

    [Fact]
    public async Task A_result_carries_what_is_needed_to_send_it_again()
    {
        var custom = new CustomPush
        {
            Title = "Hi",
            Content = "There",
            Deeplink = "myapp://shop",
            ImageUrl = "https://x.com/a.png",
            SoundName = "chime",
            Literal = true,
        };
        PushRequest request = Journals.Push("ann@x.com") with
        {
            Content = custom,
            SendToAllDevices = false,
            Properties = new Dictionary<string, string> { ["discount"] = "20%", ["emoji"] = "💰" },
        };

        SmSendResult result =
            (await new BulkSender(_client, new BulkOptions()).SendPushesAsync(Stream([request]), Token).SingleAsync(Token)).Result;

        Assert.Equal(
            ("Hi", "There", "myapp://shop", "https://x.com/a.png", "chime"),
            (result.Title, result.Content, result.Deeplink, result.ImageUrl, result.SoundName));
        Assert.Equal(("my_example_app", true, false), (result.ApplicationId, result.Literal, result.SendToAllDevices));
        Assert.Equal("""{"discount":"20%","emoji":"💰"}""", System.Text.RegularExpressions.Regex.Unescape(result.Properties!));
    }

    [Fact]
    public async Task A_server_that_is_down_stops_the_run_and_leaves_the_rest_untried()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.InternalServerError, "down"));
        var outcomes = new List<SmSendStatus>();

        SmException stopped = await Assert.ThrowsAsync<SmException>(async () =>
        {
            await foreach (
                BulkOutcome<SmSendResult> outcome in Send(new BulkOptions { ThrottleLimit = 1, StopAfterFailures = 5 }, People(1000)))
            {
                outcomes.Add(outcome.Result.Status);
            }
        });

        Assert.Equal(SmFailureKind.RunStopped, stopped.Kind);
        Assert.Contains("after 5 failures in a row", stopped.Message);
        Assert.Equal(SmFailureKind.ServerError, Assert.IsType<SmException>(stopped.InnerException).Kind);
        Assert.Equal(5, _server.Recipients.Count);
        Assert.Equal(Enumerable.Repeat(SmSendStatus.Unknown, 5), outcomes.Take(5));
        Assert.Equal(Enumerable.Repeat(SmSendStatus.NotTried, 995), outcomes.Skip(5));
    }

    [Fact]
    public async Task Wrong_credentials_stop_the_run_with_advice()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.Unauthorized, "User not authenticated"));

        SmException stopped =
            await Assert.ThrowsAsync<SmException>(() => SendAsync(new BulkOptions { StopAfterFailures = 3 }, People(100)));

        Assert.Equal(SmFailureKind.RunStopped, stopped.Kind);
        Assert.Contains("Check client id and API secret under Integration Center", stopped.Message);
        Assert.DoesNotContain(Clients.Secret, stopped.ToString());
    }

    [Fact]
    public async Task Failures_that_a_success_interrupts_do_not_stop_the_run()
    {
        int number = 0;
        _server.Answer = (_, _) =>
            Task.FromResult(++number % 3 == 0 ? PushServer.Yes() : PushServer.Says(HttpStatusCode.InternalServerError, "busy"));

        BulkOutcome<SmSendResult>[] outcomes = await SendAsync(new BulkOptions { ThrottleLimit = 1, StopAfterFailures = 3 }, People(100));

        Assert.Equal(100, outcomes.Length);
    }

    [Fact]
    public async Task Rejections_in_different_words_never_stop_the_run()
    {
        _server.Answer = (to, _) => Task.FromResult(PushServer.No($"{to} not found"));

        BulkOutcome<SmSendResult>[] outcomes = await SendAsync(new BulkOptions { StopAfterFailures = 3 }, People(100));

        Assert.All(outcomes, outcome => Assert.Equal(SmSendStatus.Failed, outcome.Result.Status));
    }

    [Fact]
    public async Task Missing_credentials_end_the_run_at_once()
    {
        using var client = new SmClient(Clients.Options with { Credential = null, Handler = _server });
        IAsyncEnumerable<BulkOutcome<SmSendResult>> outcomes = new BulkSender(client, new BulkOptions())
            .SendPushesAsync(Stream(People(100).Select(Journals.Push)), Token);

        SmException ended = await Assert.ThrowsAsync<SmException>(async () => await outcomes.CountAsync(Token));

        Assert.Equal(SmFailureKind.MissingCredential, ended.Kind);
        Assert.Empty(_server.Recipients);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_is_left_alone_by_the_whole_run()
    {
        var clock = new TestClock();
        using var client = new SmClient(Clients.Options with { Handler = _server, TimeProvider = clock, Timeout = TimeSpan.FromDays(1) });
        var others = new TaskCompletionSource();
        var paused = new TaskCompletionSource<DateTimeOffset>();
        var arrivals = new ConcurrentQueue<TimeSpan>();
        _server.Answer = async (to, _) =>
        {
            arrivals.Enqueue(clock.Elapsed);
            if (to == "p0@x.com")
            {
                return PushServer.Says(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.FromSeconds(30));
            }

            await others.Task;
            return PushServer.Yes();
        };
        var progress = new Listener(report => _ = report.PausedUntil is { } until && paused.TrySetResult(until));
        Task<BulkOutcome<SmSendResult>[]> run = new BulkSender(client, new BulkOptions { ThrottleLimit = 4, Progress = progress })
            .SendPushesAsync(Stream(People(20).Select(Journals.Push)), Token).ToArrayAsync(Token).AsTask();

        Assert.Equal(clock.GetUtcNow().AddSeconds(30), await paused.Task);
        clock.Advance(TimeSpan.FromSeconds(29));
        int before = arrivals.Count;
        others.SetResult();
        await clock.RunAsync(run, TimeSpan.FromHours(1));

        Assert.Equal(SmFailureKind.Throttled, (await run)[0].Error!.Kind);
        Assert.InRange(before, 1, 4);
        Assert.Equal(20, arrivals.Count);
        Assert.All(arrivals.Skip(4), arrival => Assert.True(arrival >= TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_consumer_that_stops_early_gets_the_outcomes_of_what_is_on_its_way_into_the_journal()
    {
        using var journals = new Journals();
        var answer = new TaskCompletionSource();
        _server.Answer = async (to, _) =>
        {
            if (to != "p0@x.com")
            {
                await answer.Task;
            }

            return PushServer.Yes();
        };
        await using (var journal = SendJournal.Open(journals.Path))
        {
            IAsyncEnumerator<BulkOutcome<SmSendResult>> outcomes =
                Send(new BulkOptions { ThrottleLimit = 4, Journal = journal }, People(1000))
                .GetAsyncEnumerator(Token);
            Assert.True(await outcomes.MoveNextAsync());
            for (int i = 0; i < 5; i++)
            {
                await _server.ArrivalAsync(Token);
            }

            ValueTask end = outcomes.DisposeAsync();
            Assert.False(end.IsCompleted);
            answer.SetResult();
            await end;
        }

        Assert.Equal(5, _server.Recipients.Count);
        Assert.All(SendJournal.Read(journals.Path), entry => Assert.Equal(SmSendStatus.Accepted, entry.Status));
        Assert.Equal(5, SendJournal.Read(journals.Path).Count());
    }

    [Fact]
    public async Task Cancelling_leaves_what_is_on_its_way_unknown_and_the_rest_untried()
    {
        using var journals = new Journals();
        using var cancellation = new CancellationTokenSource();
        _server.Answer = async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            return PushServer.Yes();
        };
        await using (var journal = SendJournal.Open(journals.Path))
        {
            IAsyncEnumerable<BulkOutcome<SmSendResult>> outcomes =
                new BulkSender(_client, new BulkOptions { ThrottleLimit = 4, Journal = journal })
                .SendPushesAsync(Stream(People(1000).Select(Journals.Push)), cancellation.Token);
            Task<int> run = outcomes.CountAsync(CancellationToken.None).AsTask();
            for (int i = 0; i < 4; i++)
            {
                await _server.ArrivalAsync(Token);
            }

            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Assert.Equal("Unknown Unknown Unknown Unknown Send Send", journals.Verdicts(People(6)));
    }

    [Fact]
    public async Task Progress_counts_every_outcome()
    {
        var reports = new List<BulkProgress>();
        _server.Answer = (to, _) => Task.FromResult(to == "p1@x.com" ? PushServer.No("no") : PushServer.Yes());

        await SendAsync(new BulkOptions { Progress = new Listener(reports.Add) }, People(10));

        BulkProgress last = reports[^1];
        Assert.Equal((10, 9, 1), (last.Done, last.Accepted, last.Failed));
        Assert.True(last.PerSecond > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void A_throttle_limit_out_of_range_is_refused(int limit) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BulkSender(_client, new BulkOptions { ThrottleLimit = limit }));

    internal static string[] People(int count) => [.. Enumerable.Range(0, count).Select(i => $"p{i}@x.com")];

    internal static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            yield return item;
        }

        await Task.CompletedTask;
    }

    private IAsyncEnumerable<BulkOutcome<SmSendResult>> Send(BulkOptions options, params IEnumerable<string> emails) =>
        new BulkSender(_client, options).SendPushesAsync(Stream(emails.Select(Journals.Push)), Token);

    private async Task<BulkOutcome<SmSendResult>[]> SendAsync(BulkOptions options, params IEnumerable<string> emails) =>
        await Send(options, emails).ToArrayAsync(Token);

    private sealed class Listener(Action<BulkProgress> hear) : IProgress<BulkProgress>
    {
        private readonly object _gate = new();

        public void Report(BulkProgress value)
        {
            lock (_gate)
            {
                hear(value);
            }
        }
    }
}
