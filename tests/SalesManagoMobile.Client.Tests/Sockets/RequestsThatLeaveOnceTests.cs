using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// The network below must not repeat a request either: not over a kept connection that breaks, and not by asking for it twice.
/// </summary>
public sealed class RequestsThatLeaveOnceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_send_over_a_kept_connection_that_breaks_reaches_the_server_once(bool reset)
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync(Peer.Yes);
            await peer.ReadRequestAsync();
            if (reset)
            {
                peer.Reset();
            }
        });
        using SmClient client = server.Client(o => o with { MaxRetry = 3 });

        await client.SendPushAsync(Push, Token);
        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(2, server.Requests);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_has_closed_costs_nothing()
    {
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ScriptedServer server = new(
            async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.AnswerAsync(Peer.Yes);
                peer.Dispose();
                closed.SetResult();
            },
            async peer =>
            {
                await peer.ReadRequestAsync();
                await peer.AnswerAsync(Peer.Yes);
            });
        using SmClient client = server.Client();

        await client.SendPushAsync(Push, Token);
        await closed.Task;
        SmAnswer second = await client.SendPushAsync(Push, Token);

        Assert.Equal(1, second.Attempts);
        Assert.Equal(2, server.Requests);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_network_that_asks_for_a_request_twice_gets_it_once()
    {
        using TwiceReadingHandler handler = new();
        using SmClient client = With(handler);

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.NotEqual(0, handler.First.Length);
        Assert.Equal(0, handler.Second.Length);
    }

    private sealed class TwiceReadingHandler : HttpMessageHandler
    {
        public MemoryStream First { get; } = new();

        public MemoryStream Second { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(First, cancellationToken);
            await request.Content.CopyToAsync(Second, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
