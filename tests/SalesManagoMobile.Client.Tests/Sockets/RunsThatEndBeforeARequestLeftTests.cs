using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A run that ends while requests still look for a connection: the next run with the same journal sends them.</summary>
public sealed class RunsThatEndBeforeARequestLeftTests : IDisposable
{
    private readonly Journals _journals = new();
    private readonly CancellationTokenSource _end = new();

    public void Dispose()
    {
        _end.Dispose();
        _journals.Dispose();
    }

    [Fact]
    public async Task Cancelled_while_it_waits_for_a_connection_a_send_was_not_tried()
    {
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync(Peer.Yes);
            await peer.ReadRequestAsync();
            await peer.HoldAsync();
        });
        using SmClient client = server.Client(o => o with { MaxConnections = 1 });
        Task run = RunAsync(client, new BulkOptions { ThrottleLimit = 2 }, _end.Token);
        while (server.Requests < 2 || SendJournal.Read(_journals.Path).Count() < 2)
        {
            await Task.Yield();
        }

        await _end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(["Send", "Unknown"], Verdicts().Split(' ').Order());
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_had_not_left_is_reported_as_not_tried_and_what_had_as_unknown_also_for_equal_rows(bool isJournaled)
    {
        int requests = isJournaled ? 2 : 1;
        await using ScriptedServer server = new(async peer =>
        {
            if (isJournaled)
            {
                await peer.ReadRequestAsync();
                await peer.AnswerAsync(Peer.Yes);
            }

            await peer.ReadRequestAsync();
            await peer.HoldAsync();
        });
        var clock = new TestClock();
        using SmClient client = server.Client(o => o with { MaxConnections = 1, TimeProvider = clock });
        await using SendJournal? journal = isJournaled ? SendJournal.Open(_journals.Path) : null;
        using BulkRun<PushRequest, SmSendResult> run =
            new BulkSender(client, new BulkOptions { ThrottleLimit = 2, Journal = journal }).StartPushes();
        Task<BulkOutcome<SmSendResult>>[] sends = SendTwo(run);
        while (server.Requests < requests || clock.CountDueIn(client.Options.Timeout) < 2)
        {
            await Task.Yield();
        }

        run.Cancel();

        SmSendStatus[] statuses = await StatusesAsync(sends);
        Assert.Equal([SmSendStatus.Unknown, SmSendStatus.NotTried], statuses.OrderBy(status => status == SmSendStatus.NotTried));
        Assert.Equal(statuses, await StatusesAsync(SendTwo(run)));
        Assert.Equal(requests, server.Requests);
    }

    [Fact]
    public async Task Cancelled_before_it_is_tried_again_a_send_that_found_no_connection_was_not_tried()
    {
        using SmClient client = Unreachable(_end.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(client, new BulkOptions { ThrottleLimit = 1 }, _end.Token));

        Assert.Equal("Send Send", Verdicts());
    }

    [Fact]
    public async Task A_stopped_run_does_not_wait_for_what_would_be_tried_again()
    {
        BulkRun<PushRequest, SmSendResult>? run = null;
        using SmClient client = Unreachable(() => run!.Stop());
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            run = new BulkSender(client, new BulkOptions { ThrottleLimit = 1, Journal = journal }).StartPushes();

            BulkOutcome<SmSendResult>[] outcomes =
                await Task.WhenAll(BulkSenderTests.People(2).Select(email => run.Send(Journals.Push(email))));

            Assert.Equal([SmSendStatus.Failed, SmSendStatus.NotTried], outcomes.Select(outcome => outcome.Result.Status));
        }

        Assert.Equal("Send Send", Verdicts());
    }

    /// <summary>A client that finds nobody, and whose waits never end by themselves.</summary>
    private static SmClient Unreachable(Action failed) => new(Clients.Options with
    {
        Endpoint = LostAndFailedConnectionsTests.ClosedPort(),
        MaxRetry = 3,
        TimeProvider = new TestClock(),
        Trace = () => trace =>
        {
            if (!trace.Endpoint.Repeatable)
            {
                failed();
            }
        },
    });

    private static Task<BulkOutcome<SmSendResult>>[] SendTwo(BulkRun<PushRequest, SmSendResult> run) =>
        [.. BulkSenderTests.People(2).Select(email => run.Send(Journals.Push(email)))];

    private static async Task<SmSendStatus[]> StatusesAsync(Task<BulkOutcome<SmSendResult>>[] sends) =>
        [.. (await Task.WhenAll(sends)).Select(outcome => outcome.Result.Status)];

    private string Verdicts() => _journals.Verdicts(BulkSenderTests.People(2));

    private async Task RunAsync(SmClient client, BulkOptions options, CancellationToken cancellationToken)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        await new BulkSender(client, options with { Journal = journal })
            .SendPushesAsync(BulkSenderTests.Stream(BulkSenderTests.People(2).Select(Journals.Push)), cancellationToken)
            .CountAsync(CancellationToken.None);
    }
}
