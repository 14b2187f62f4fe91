using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Time-outs and cancellation in each phase of a request, over real sockets. Time moves by hand.</summary>
public sealed class SlowServersTests
{
    private static readonly TimeSpan Past = Options.Timeout + TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Phases => ["nothing", "half a head", "half a body"];

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task An_answer_that_does_not_come_in_time_leaves_a_send_unknown(string phase)
    {
        TestClock clock = new();
        TaskCompletionSource stalled = new();
        await using ScriptedServer server = Stalling(phase, stalled);
        using SmClient client = server.Client(o => o with { TimeProvider = clock, MaxRetry = 3 });

        Task<SmAnswer> send = client.SendPushAsync(Push, Token);
        await stalled.Task;
        clock.Advance(Past);
        SmException failure = await Assert.ThrowsAsync<SmException>(() => send);

        Assert.Equal(SmFailureKind.TimedOut, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal(1, failure.Attempts);
        Assert.Equal(1, server.Requests);
        Assert.Contains("100 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public async Task Cancelling_ends_a_request_that_waits(string phase)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource stalled = new();
        await using ScriptedServer server = Stalling(phase, stalled);
        using SmClient client = server.Client();

        Task<SmAnswer> send = client.SendPushAsync(Push, cancel.Token);
        await stalled.Task;
        await cancel.CancelAsync();

        OperationCanceledException end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
        Assert.Equal(cancel.Token, end.CancellationToken);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_before_the_next_attempt()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync("", "503 Service Unavailable", "Retry-After: 60");
        });
        TaskCompletionSource answered = new();
        using SmClient client =
            server.Client(o => o with { TimeProvider = new TestClock(), MaxRetry = 3, Trace = () => _ => answered.TrySetResult() });

        Task<IReadOnlyList<SmPush>> list = client.ListPushesAsync("app", cancel.Token);
        await answered.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_cancelled_request_is_not_sent()
    {
        await using ScriptedServer server = new(peer => peer.HoldAsync());
        using SmClient client = server.Client();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.SendPushAsync(Push, new CancellationToken(canceled: true)));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_slow_answer_that_comes_in_time_is_read_whole()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            foreach (char c in $"HTTP/1.1 200 OK\r\nContent-Length: {Peer.Yes.Length}\r\n\r\n{Peer.Yes}")
            {
                await peer.SendAsync(c.ToString());
            }
        });
        using SmClient client = server.Client();

        SmAnswer answer = await client.SendPushAsync(Push, Token);

        Assert.Equal(1, answer.Attempts);
        Assert.Empty(answer.Messages);
    }

    private static ScriptedServer Stalling(string phase, TaskCompletionSource stalled) => new(async peer =>
    {
        await peer.ReadRequestAsync();
        if (phase == "half a head")
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Le");
        }

        if (phase == "half a body")
        {
            await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"success\":");
        }

        stalled.SetResult();
        await peer.HoldAsync();
    });
}
