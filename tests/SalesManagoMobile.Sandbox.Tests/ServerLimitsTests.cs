using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>What the emulated server bears, and how late its history is.</summary>
public sealed class ServerLimitsTests
{
    private readonly TestClock _time = new();

    [Fact]
    public async Task Requests_above_the_rate_are_refused_and_not_processed()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, MaxRequestsPerSecond = 3 });
        using var caller = Caller.InProcess(account);
        HttpStatusCode[] statuses = await SendAsync(caller, account, 5);
        Assert.Equal([200, 200, 200, 429, 429], statuses.Select(status => (int)status));
        Assert.Equal(3, account.Sends);
    }

    [Fact]
    public async Task The_rate_allows_again_what_the_time_that_passed_allows()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, MaxRequestsPerSecond = 4 });
        using var caller = Caller.InProcess(account);
        await SendAsync(caller, account, 4);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal([429], (await SendAsync(caller, account, 1)).Select(status => (int)status));
        _time.Advance(TimeSpan.FromMilliseconds(251));
        Assert.Equal([200, 200, 429], (await SendAsync(caller, account, 3)).Select(status => (int)status));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, (await SendAsync(caller, account, 9)).Count(status => status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_refusal_asks_for_the_wait_of_the_faults()
    {
        var faults = new SandboxFaults { RetryAfter = TimeSpan.FromSeconds(7), ThrottleStatus = 503 };
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, MaxRequestsPerSecond = 1, Faults = faults });
        using var caller = Caller.InProcess(account);
        await SendAsync(caller, account, 1);
        using HttpResponseMessage refused = await caller.PostAsync(Caller.ListPushes, Caller.Sign(Caller.ListPushes, Bodies.List()));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), refused.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Files_and_unknown_paths_do_not_count_against_the_rate()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, MaxRequestsPerSecond = 1 });
        using var caller = Caller.InProcess(account);
        using HttpResponseMessage file = await caller.Http.GetAsync("/files/none", TestContext.Current.CancellationToken);
        using HttpResponseMessage other = await caller.PostAsync("/api/none", []);
        Assert.Equal([200], (await SendAsync(caller, account, 1)).Select(status => (int)status));
    }

    [Fact]
    public async Task Requests_above_the_capacity_wait_for_their_turn()
    {
        var faults = new SandboxFaults { Delay = TimeSpan.FromSeconds(1) };
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, Capacity = 2, Faults = faults });
        using var caller = Caller.InProcess(account);
        Task<HttpResponseMessage>[] calls =
            [.. Enumerable.Range(0, 3).Select(_ => caller.PostAsync(Caller.ListPushes, Caller.Sign(Caller.ListPushes, Bodies.List())))];
        await WaitForTimersAsync(2);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(calls[..2]);
        await WaitForTimersAsync(1);
        Assert.False(calls[2].IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await calls[2]).StatusCode);
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_its_place_in_the_queue()
    {
        var faults = new SandboxFaults { Delay = TimeSpan.FromSeconds(1) };
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = _time, Capacity = 1, Faults = faults });
        using var caller = Caller.InProcess(account);
        using var impatience = new CancellationTokenSource();
        Task<HttpResponseMessage> first = caller.PostAsync(Caller.ListPushes, Caller.Sign(Caller.ListPushes, Bodies.List()));
        using var body = new StringContent("{}");
        Task<HttpResponseMessage> second = caller.Http.PostAsync(Caller.ListPushes, body, impatience.Token);
        Task<HttpResponseMessage> third = caller.PostAsync(Caller.ListPushes, Caller.Sign(Caller.ListPushes, Bodies.List()));
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        await WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await third).StatusCode);
    }

    [Fact]
    public async Task A_push_appears_in_the_history_after_the_lag_and_in_statistics_at_once()
    {
        var options = new SandboxOptions { TimeProvider = _time, HistoryLag = TimeSpan.FromMinutes(2), StartWithoutContacts = true };
        var account = new SandboxAccount(options);
        using var caller = Caller.InProcess(account);
        await caller.SucceedAsync(Caller.Create, Bodies.Contact(Bodies.Email));
        await SendAsync(caller, account, 1);
        JsonElement statistics = await caller.SucceedAsync(Caller.Statistics, new() { ["conversationId"] = 5816701 });
        Assert.Equal(1, statistics.GetProperty("data")[0].GetProperty("sentNumber").GetInt32());
        _time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await CountHistoryAsync(caller));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await CountHistoryAsync(caller));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void A_negative_limit_is_refused(int rate, int capacity) =>
        Assert.ThrowsAny<ArgumentException>(
            () => new SandboxAccount(new SandboxOptions { MaxRequestsPerSecond = rate, Capacity = capacity }));

    private static async Task<HttpStatusCode[]> SendAsync(Caller caller, SandboxAccount account, int count)
    {
        var statuses = new List<HttpStatusCode>();
        for (int number = 0; number < count; number++)
        {
            JsonObject body = Caller.Sign(Caller.Send, Bodies.Send(account.Pushes[0].Id));
            using HttpResponseMessage response = await caller.PostAsync(Caller.Send, body);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<int> CountHistoryAsync(Caller caller) =>
        (await caller.SucceedAsync(Caller.History, new() { ["email"] = Bodies.Email })).GetProperty("data").GetArrayLength();

    // The continuation of a request that left runs on another thread; the next one's timer stands when it is there.
    private async Task WaitForTimersAsync(int count)
    {
        while (_time.TimerCount < count)
        {
            await Task.Yield();
        }
    }
}
