using System.Net;
using System.Net.Sockets;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What a client tells of a network that fails, over real sockets: nothing was sent, or the server may have acted.</summary>
public sealed class LostAndFailedConnectionsTests
{
    private static readonly TimeSpan Skipped = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_connection_sent_nothing()
    {
        using SmClient client = new(Options with { Endpoint = ClosedPort() });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionFailed, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.Equal(1, failure.Attempts);
        Assert.Contains("refused", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Nothing was sent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_sent_nothing()
    {
        using SmClient client = new(Options with { Endpoint = new Uri("https://no-such-host.invalid") });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionFailed, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_server_without_tls_was_sent_nothing()
    {
        await using ScriptedServer server = new(peer => peer.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        using SmClient client = server.Client(o => o with { Endpoint = new Uri($"https://127.0.0.1:{server.Address.Port}") });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionFailed, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_send_that_could_not_connect_is_tried_again()
    {
        TestClock clock = new(Skipped);
        using SmClient client = new(Options with { Endpoint = ClosedPort(), MaxRetry = 2, TimeProvider = clock });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(3, failure.Attempts);
        Assert.Equal(2, clock.Waits.Count);
    }

    [Fact]
    public async Task A_send_that_lost_its_connection_after_the_request_is_unknown_and_not_sent_again()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            peer.Reset();
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_send_that_lost_its_connection_within_the_request_is_unknown_and_not_sent_again()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadHeadAsync();
            peer.Reset();
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(1, server.Connections);
    }

    // The client cannot tell this from a server that read the whole request: bytes had left.
    [Fact]
    public async Task A_send_whose_connection_is_reset_before_the_request_is_read_is_unknown()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadByteAsync();
            peer.Reset();
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(0, server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_question_that_lost_its_connection_is_asked_again()
    {
        await using ScriptedServer server = new(
            async peer =>
            {
                await peer.ReadRequestAsync();
                peer.Reset();
            },
            async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.AnswerAsync("""{"success":true,"message":[],"notifications":[{"id":"x"}]}""");
            });
        using SmClient client = server.Client(o => o with { MaxRetry = 3, TimeProvider = new TestClock(Skipped) });

        SmPush push = Assert.Single(await client.ListPushesAsync("app", Token));

        Assert.Equal("x", push.Id);
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\n{\"success\":true")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n10\r\n{\"success\":tr")]
    public async Task An_answer_that_breaks_off_leaves_a_send_unknown(string rest)
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync("HTTP/1.1 200 OK\r\n" + rest);
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Json_that_stops_in_the_middle_leaves_a_send_unknown()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync("""{"success":true,"mess""");
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(HttpStatusCode.OK, failure.StatusCode);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 28\r\n\r\n{\"success\":true,\"message\":1}")]
    public async Task An_answer_that_is_not_what_it_says_leaves_a_send_unknown(string answer)
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.SendAsync(answer);
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(1, server.Requests);
    }

    internal static Uri ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}");
    }
}
