using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class CallbackTests : IDisposable
{
    private static readonly Uri Receiver = new("https://receiver.example/callbacks/token");
    private readonly FakeTimeProvider _time = new(TestClock.Start);
    private readonly SandboxAccount _account;
    private readonly RecordingReceiver _receiver = new();

    public CallbackTests() => _account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, Seed = 2 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_is_told_as_sending_and_sent_with_the_documented_fields()
    {
        await SendAsync();
        _time.Advance(TimeSpan.FromMilliseconds(5));
        using var http = new HttpMessageInvoker(_receiver);
        await _account.PostDueCallbacksAsync(Receiver, http, Cancellation);
        (Dictionary<string, string>? sending, Dictionary<string, string>? sent) = (_receiver.Posts[0], _receiver.Posts[1]);
        Assert.Equal(["CLIENT_ID", "FROM", "MESSAGE_BODY", "MESSANGI_ID", "STATUS", "TO", "TYPE"], sending.Keys.Order());
        Assert.Equal(("PUSH", "SENDING", "SENT"), (sending["TYPE"], sending["STATUS"], sent["STATUS"]));
        Assert.Equal(sending["MESSANGI_ID"], sent["MESSANGI_ID"]);
        Assert.Equal("Come back and take 20% off. Your favourite is waiting.", sent["MESSAGE_BODY"]);
    }

    [Fact]
    public async Task A_push_is_told_as_a_later_delivery_report_when_asked()
    {
        var account = new SandboxAccount(new SandboxOptions
        {
            TimeProvider = _time,
            Seed = 2,
            Quirks = SandboxQuirks.JsonDeliveryReports,
        });
        using var caller = Caller.InProcess(account);
        await caller.SucceedAsync(Caller.SendMass, Bodies.Batch(account.Pushes[1].Id, ("TAG", "NEWSLETTER")));
        _time.Advance(TimeSpan.FromMilliseconds(5));
        var bodies = new List<JsonElement>();
        using var http = new HttpMessageInvoker(new JsonReceiver(bodies));

        await account.PostDueCallbacksAsync(Receiver, http, Cancellation);

        Assert.Equal(
            ["callback", "date", "externalId", "from", "id", "message", "status", "timestamp", "to", "username"],
            bodies[0].EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        ILookup<string, string> statuses = bodies.ToLookup(
            body => body.GetProperty("id").GetString()!, body => body.GetProperty("status").GetString()!);
        Assert.All(statuses, one => Assert.Equal(["ENROUTE", "DELIVRD"], one));
    }

    [Fact]
    public async Task Reactions_are_told_when_their_time_has_come_and_agree_with_the_statistics()
    {
        using var caller = Caller.InProcess(_account);
        await caller.SucceedAsync(Caller.SendMass, Bodies.Batch(_account.Pushes[1].Id, ("TAG", "NEWSLETTER")));
        using var http = new HttpMessageInvoker(_receiver);
        foreach (int minutes in new[] { 0, 1, 60, 6000 })
        {
            _account.Advance(TimeSpan.FromMinutes(minutes));
            await _account.PostDueCallbacksAsync(Receiver, http, Cancellation);
            JsonElement stats =
                await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = _account.Deliveries[0].ConversationId });
            Assert.Equal(Sum(stats, "displayedNumber"), Count("DISPLAY"));
            Assert.Equal(Sum(stats, "clickedNumber"), Count("OPEN"));
            Assert.Equal(Sum(stats, "dismissedNumber"), Count("DISMISS"));
        }

        Assert.True(Count("OPEN") > 0);
        Assert.Equal(0, await _account.PostDueCallbacksAsync(Receiver, http, Cancellation));
    }

    [Fact]
    public async Task An_event_has_all_documented_fields()
    {
        for (int number = 0; number < 20; number++)
        {
            await SendAsync();
        }

        _account.Advance(TimeSpan.FromDays(9));
        using var http = new HttpMessageInvoker(_receiver);
        await _account.PostDueCallbacksAsync(Receiver, http, Cancellation);
        Dictionary<string, string> happened = _receiver.Posts.First(post => post["TYPE"] == "EVENT");
        Assert.Equal(
            [
                "ADDRESS", "APP", "CAMPAIGN_NAME", "CLIENT_DATE", "CLIENT_ID", "CLIENT_NAME", "COUNTRY", "DEVICE_ID", "EVENT_TYPE",
                "EXTRA_INFO", "LOCATION", "ORIGIN", "PLATFORM", "TYPE", "UTC_WHEN", "VERSION",
            ],
            happened.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("MOBILE_SDK", "iOS", "ES", "We miss you, Ana"),
            (happened["APP"], happened["PLATFORM"], happened["COUNTRY"], happened["EXTRA_INFO"]));
        Assert.Matches("^[0-9a-f]{64}$", happened["ORIGIN"]);
        Assert.EndsWith("+01:00", happened["CLIENT_DATE"], StringComparison.Ordinal);
        Assert.Equal(
            DateTimeOffset.Parse(happened["UTC_WHEN"], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(happened["CLIENT_DATE"], CultureInfo.InvariantCulture));
        Assert.Equal("1.0", happened["VERSION"]);
    }

    [Fact]
    public async Task A_refused_callback_is_counted_and_not_repeated()
    {
        _receiver.Status = HttpStatusCode.ServiceUnavailable;
        await SendAsync();
        _time.Advance(TimeSpan.FromMilliseconds(5));
        using var http = new HttpMessageInvoker(_receiver);
        int due = await _account.PostDueCallbacksAsync(Receiver, http, Cancellation);
        Assert.Equal(new SandboxCallbackCount(0, due, "The receiver answered 503."), _account.Callbacks);
        Assert.Equal(0, await _account.PostDueCallbacksAsync(Receiver, http, Cancellation));
    }

    [Fact]
    public async Task A_receiver_that_hangs_costs_its_own_callbacks_and_no_others()
    {
        _receiver.Hangs = 1;
        using var enough = new CancellationTokenSource();
        using var http = new HttpClient(_receiver, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(50) };
        Task posting = _account.PostCallbacksAsync(Receiver, http, enough.Token);
        await SendAsync();
        _account.Advance(TimeSpan.FromSeconds(1));
        Task<Dictionary<string, string>> next = _receiver.NextAsync(Cancellation).AsTask();
        Assert.Same(next, await Task.WhenAny(next, posting));
        Assert.Equal("SENT", (await next)["STATUS"]);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
        Assert.Equal(1, _account.Callbacks.Failed);
        Assert.Contains("Timeout", _account.Callbacks.LastFailure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posting_goes_on_as_time_passes_until_it_is_cancelled()
    {
        using var enough = new CancellationTokenSource();
        using var http = new HttpMessageInvoker(_receiver);
        Task posting = _account.PostCallbacksAsync(Receiver, http, enough.Token);
        await SendAsync();
        Assert.Equal("SENDING", (await _receiver.NextAsync(Cancellation))["STATUS"]);
        _account.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("SENT", (await _receiver.NextAsync(Cancellation))["STATUS"]);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => posting);
    }

    [Fact]
    public async Task A_served_sandbox_posts_to_the_url_of_its_options()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = new SandboxAccount(new SandboxOptions { CallbackUrl = new Uri($"http://{listener.LocalEndpoint}/") });
        await using var server = SandboxServer.Start(served);
        using var caller = Caller.Over(server);
        await caller.SucceedAsync(Caller.Send, Bodies.Send(served.Pushes[1].Id));
        using TcpClient posting = await listener.AcceptTcpClientAsync(Cancellation);
        using var reader = new StreamReader(posting.GetStream());
        Assert.StartsWith("POST / ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
        var head = new List<string>();
        while (await reader.ReadLineAsync(Cancellation) is { Length: > 0 } line)
        {
            head.Add(line);
        }

        Assert.Contains("Content-Type: application/x-www-form-urlencoded", head);
        int length = int.Parse(
            head.Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))[16..], CultureInfo.InvariantCulture);
        char[] form = new char[length];
        await reader.ReadBlockAsync(form, Cancellation);
        Assert.Contains("STATUS=SENDING", new string(form), StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_url_must_be_http() =>
        Assert.Throws<ArgumentException>(() => new SandboxAccount(new SandboxOptions { CallbackUrl = new Uri("ftp://example.com") }));

    public void Dispose() => _receiver.Dispose();

    private static int Sum(JsonElement stats, string field) =>
        stats.GetProperty("data").EnumerateArray().Sum(platform => platform.GetProperty(field).GetInt32());

    private int Count(string eventType) => _receiver.Posts.Count(post => post.GetValueOrDefault("EVENT_TYPE") == eventType);

    private async Task SendAsync()
    {
        using var caller = Caller.InProcess(_account);
        await caller.SucceedAsync(Caller.Send, Bodies.Send(_account.Pushes[1].Id));
    }

    private sealed class JsonReceiver(List<JsonElement> bodies) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Equal("application/json", request.Content!.Headers.ContentType?.MediaType);
            using var body = JsonDocument.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
            bodies.Add(body.RootElement.Clone());
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }

    private sealed class RecordingReceiver : HttpMessageHandler
    {
        private readonly Channel<Dictionary<string, string>> _arrivals = Channel.CreateUnbounded<Dictionary<string, string>>();

        public List<Dictionary<string, string>> Posts { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        /// <summary>How many requests get no answer before the first one does.</summary>
        public int Hangs { get; set; }

        public ValueTask<Dictionary<string, string>> NextAsync(CancellationToken cancellationToken) =>
            _arrivals.Reader.ReadAsync(cancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Hangs-- > 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            string text = await request.Content!.ReadAsStringAsync(cancellationToken);
            var post = text.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[1]));
            Posts.Add(post);
            _arrivals.Writer.TryWrite(post);
            return new HttpResponseMessage(Status);
        }
    }
}
