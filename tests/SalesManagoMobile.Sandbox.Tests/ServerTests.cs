using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_four_callers_at_once_are_served_and_everybody_gets_exactly_one()
    {
        var account = new SandboxAccount(new SandboxOptions { AcceptAnyRecipient = true, StartWithoutContacts = true });
        await using var server = SandboxServer.Start(account);
        using var caller = Caller.Over(server);
        Guid push = account.Pushes[0].Id;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2000), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancellation },
            async (number, _) => await caller.SucceedAsync(Caller.Send, Bodies.Send(push, $"a{number}@example.com")));
        SandboxSendCount count = account.CountSends();
        Assert.Equal((2000, 2000, 0), (count.Sends, count.Recipients, count.Repeated));
        Assert.Equal(2000, account.Requests.Count(Caller.Send));
    }

    [Fact]
    public async Task It_listens_on_the_loopback_address_only_and_takes_the_port_it_is_given()
    {
        await using var any = SandboxServer.Start(new SandboxAccount());
        Assert.Equal("127.0.0.1", any.Url.Host);
        int port = any.Url.Port;
        await any.DisposeAsync();
        await using var given = SandboxServer.Start(new SandboxAccount(), port);
        Assert.Equal(port, given.Url.Port);
        Assert.Throws<SocketException>(() => SandboxServer.Start(new SandboxAccount(), port));
    }

    [Fact]
    public async Task After_the_end_nobody_answers_and_what_hung_is_dropped()
    {
        var account = new SandboxAccount(new SandboxOptions { Faults = new SandboxFaults { Delay = TimeSpan.FromHours(1) } });
        var server = SandboxServer.Start(account);
        using var caller = Caller.Over(server);
        Task<JsonElement> hanging = caller.CallAsync(Caller.ListPushes, Bodies.List());
        while (account.Requests.Total == 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.CallAsync(Caller.ListPushes, Bodies.List()));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_body_in_chunks_is_read_whole()
    {
        var account = new SandboxAccount();
        await using var server = SandboxServer.Start(account);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Url };
        http.DefaultRequestHeaders.TransferEncodingChunked = true;
        using var content =
            new StringContent(Caller.Sign(Caller.ListPushes, Bodies.List()).ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(Caller.ListPushes, content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_caller_who_leaves_half_way_disturbs_nobody()
    {
        var account = new SandboxAccount();
        await using var server = SandboxServer.Start(account);
        for (int number = 0; number < 5; number++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port, Cancellation);
            await socket.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes("POST /api/mobile/push/list HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n{\"clientId\""),
                Cancellation);
        }

        using var caller = Caller.Over(server);
        await caller.SucceedAsync(Caller.ListPushes, Bodies.List());
    }

    [Fact]
    public async Task Text_that_is_not_unicode_is_a_bad_request()
    {
        await using var server = SandboxServer.Start(new SandboxAccount());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Url };
        string body = Caller.Sign(Caller.ListPushes, []).ToJsonString()[..^1] + ",\"applicationId\":\"\\ud800\"}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(Caller.ListPushes, content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("Application/JSON; charset=\"UTF-8\"", 200)]
    [InlineData("text/plain; charset=utf-8", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData(null, 415)]
    public async Task A_body_must_be_told_as_json_in_utf_8(string? contentType, int status)
    {
        var account = new SandboxAccount();
        await using var server = SandboxServer.Start(account);
        foreach (Caller? caller in new[] { Caller.Over(server), Caller.InProcess(account) })
        {
            using (caller)
            {
                using var content = new StringContent(Caller.Sign(Caller.ListPushes, Bodies.List()).ToJsonString());
                content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
                using HttpResponseMessage response = await caller.Http.PostAsync(Caller.ListPushes, content, Cancellation);
                Assert.Equal(status, (int)response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Another_process_can_look_in_and_let_time_pass()
    {
        var account = new SandboxAccount(new SandboxOptions { TimeProvider = new FakeTimeProvider(TestClock.Start) });
        await using var server = SandboxServer.Start(account);
        using var caller = Caller.Over(server);
        await caller.SucceedAsync(Caller.Send, Bodies.Send(account.Pushes[0].Id));
        await caller.SucceedAsync(Caller.SendMass, Bodies.Batch(account.Pushes[0].Id, ("TAG", "VIP")));

        var sends = JsonElement.Parse(await caller.Http.GetStringAsync("/sandbox/deliveries", Cancellation));
        Assert.Equal(9, sends.GetProperty("sends").GetInt32());
        Assert.Equal(1, sends.GetProperty("repeated").GetInt32());
        Assert.Equal(2, sends.GetProperty("byRecipient").GetProperty(Bodies.Email).GetInt32());
        var one = JsonElement.Parse(await caller.Http.GetStringAsync("/sandbox/deliveries?recipient=name%40example.com", Cancellation));
        Assert.Equal(2, one.GetProperty("sends").GetInt32());
        var requests = JsonElement.Parse(await caller.Http.GetStringAsync("/sandbox/requests", Cancellation));
        Assert.Equal(2, requests.GetProperty("total").GetInt32());
        Assert.Equal(1, requests.GetProperty("paths").GetProperty(Caller.SendMass).GetInt32());
        Assert.Equal((0, 0), (requests.GetProperty("callbacksPosted").GetInt32(), requests.GetProperty("callbacksFailed").GetInt32()));

        DateTimeOffset before = account.UtcNow;
        using HttpResponseMessage advanced = await caller.Http.PostAsync("/sandbox/advance?seconds=90.5", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, advanced.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(90.5), account.UtcNow - before);
        using HttpResponseMessage backwards = await caller.Http.PostAsync("/sandbox/advance?seconds=-1", null, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, backwards.StatusCode);
    }

    [Fact]
    public async Task The_last_requests_can_be_read_again()
    {
        var account = new SandboxAccount();
        using var caller = Caller.InProcess(account);
        for (int number = 0; number < 70; number++)
        {
            await caller.CallAsync(Caller.Job, new() { ["jobId"] = number });
        }

        IReadOnlyList<SandboxRecordedRequest> recent = account.Requests.Recent;
        Assert.Equal(64, recent.Count);
        Assert.Equal(70, account.Requests.Total);
        Assert.Equal(6, JsonElement.Parse(recent[0].Body).GetProperty("jobId").GetInt32());
        Assert.Equal((Caller.Job, 69), (recent[^1].Path, JsonElement.Parse(recent[^1].Body).GetProperty("jobId").GetInt32()));
    }
}
