using System.Collections.Concurrent;
using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Everything that a client does passes its one pace.</summary>
public sealed class SharedPaceTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly TestClock _clock = new();
    private readonly ConcurrentQueue<TimeSpan> _arrivals = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_run_and_a_request_of_its_own_share_the_places_in_flight()
    {
        using SmClient client = Client(options => options with { ThrottleLimit = 1 });
        var first = new TaskCompletionSource<HttpResponseMessage>();
        _server.Answer = (to, _) => to == "ann@x.com" ? first.Task : Task.FromResult(PushServer.Yes());
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(client, new BulkOptions()).StartPushes();

        Task ann = run.Send(Journals.Push("ann@x.com"));
        await _server.ArrivalAsync(Token);
        Task bob = client.SendPushAsync(Journals.Push("bob@x.com"), Token);
        Task list = client.ListPushesAsync("app", Token);

        Assert.Equal(["ann@x.com"], _server.Recipients);
        Assert.Equal(0, _server.Lists);
        first.SetResult(PushServer.Yes());
        await Task.WhenAll(ann, bob, list);
        Assert.Equal(2, _server.Recipients.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_retry_waits_for_the_end_of_the_pause_of_the_session(bool isRun)
    {
        using SmClient client = Client(options => options with { MaxRetry = 3 });
        _server.Answer = (_, _) =>
        {
            _arrivals.Enqueue(_clock.Elapsed);
            return Task.FromResult(_arrivals.Count == 1 ? PushServer.Says(HttpStatusCode.TooManyRequests, "") : PushServer.Yes());
        };
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(client, new BulkOptions()).StartPushes();

        PushRequest push = Journals.Push("ann@x.com");
        Task<bool> sending = isRun
            ? run.Send(push).ContinueWith(static sent => sent.Result.Error is null, Token)
            : client.SendPushAsync(push, Token).ContinueWith(static sent => sent.IsCompletedSuccessfully, Token);

        Assert.True(await _clock.RunAsync(sending, patience: TimeSpan.FromSeconds(5)));
        Assert.Equal(2, _arrivals.Count);
        Assert.True(_arrivals.Last() >= TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 5.0)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 5.0)]
    public async Task A_429_and_whatever_asks_to_wait_slows_the_session(HttpStatusCode status, double? retryAfter)
    {
        using SmClient client = Client(options => options);
        _server.AnswerList = () => PushServer.Says(status, "", retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        await Assert.ThrowsAsync<SmException>(() => client.ListPushesAsync("app", Token));

        Assert.Equal(_clock.GetUtcNow().AddSeconds(retryAfter ?? 1), client.Pace.PausedUntil);
        Assert.Equal(4, client.Allowed.InFlight);
        Assert.NotNull(client.Allowed.PerSecond);
    }

    [Fact]
    public async Task Another_failure_does_not_slow_the_session()
    {
        using SmClient client = Client(options => options);
        _server.AnswerList = () => PushServer.Says(HttpStatusCode.ServiceUnavailable, "");

        await Assert.ThrowsAsync<SmException>(() => client.ListPushesAsync("app", Token));

        Assert.Null(client.Pace.PausedUntil);
        Assert.Equal(new AllowedSpeed(8, null), client.Allowed);
    }

    private SmClient Client(Func<SmClientOptions, SmClientOptions> change) =>
        new(change(Clients.Options with { Handler = _server, TimeProvider = _clock }));
}
