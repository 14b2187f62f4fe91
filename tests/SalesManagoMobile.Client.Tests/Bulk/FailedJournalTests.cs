using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Runs whose journal can no longer be written, or that are stopped while it is.</summary>
public sealed class FailedJournalTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly Journals _journals = new();
    private readonly SmClient _client;
    private readonly BrokenFile _file;
    private readonly SendJournal _journal;

    public FailedJournalTests()
    {
        _client = Clients.With(_server);
        _file = new BrokenFile(_journals.Path);
        _file.Append(JournalFormat.Header(new JournalSeal(JournalFormat.HeaderLength, 0)), flush: true);
        _journal = new SendJournal(new JournalFile(_file, isChained: true, 0), new JournalTable<JournalState>());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _file.Dispose();
        _journals.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_run_ends_when_no_intent_can_be_written_also_with_the_same_row_twice()
    {
        await BreakAsync();

        (List<SmSendResult> results, SmException end) = await RunAsync("ann@x.com", "ann@x.com", "bob@x.com");

        Assert.Equal(SmFailureKind.Journal, end.Kind);
        Assert.All(results, result => Assert.Equal(SmSendStatus.NotTried, result.Status));
        Assert.Empty(_server.Recipients);
    }

    [Fact]
    public async Task Cancelled_as_it_is_about_to_be_tried_again_a_send_is_unknown_when_an_earlier_attempt_may_have_been_processed()
    {
        ScriptedServer? server = null;
        await using ScriptedServer scripted = server = new ScriptedServer(async peer =>
        {
            // By number, whatever connection a request comes over.
            while (true)
            {
                await peer.ReadRequestAsync();
                await (server!.Requests switch
                {
                    2 => peer.AnswerAsync("", "503 Service Unavailable"),
                    3 => peer.AnswerAsync("", "429 Too Many Requests"),
                    _ => peer.AnswerAsync(Peer.Yes),
                });
            }
        });
        using SmClient client = server.Client(o => o with
        {
            MaxRetry = 3,
            RetryUnavailableSends = true,
            // Shorter waits alone: the ten seconds for the name of the push must not run out.
            TimeProvider = new TestClock(skipBelow: TimeSpan.FromSeconds(10)),
        });
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(client, new BulkOptions { Journal = _journal }).StartPushes();
        _file.Written = () =>
        {
            // The intent of the third attempt.
            if (server.Requests == 3)
            {
                run.Cancel();
            }
        };

        BulkOutcome<SmSendResult> outcome = await run.Send(Journals.Push("ann@x.com"));
        await _journal.DisposeAsync();

        Assert.Equal((SmSendStatus.Unknown, SmFailureKind.Throttled), (outcome.Result.Status, outcome.Error?.Kind));
        Assert.Equal("Unknown", _journals.Verdicts("ann@x.com"));
        Assert.Equal(3, server.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_server_said_is_told_when_its_outcome_cannot_be_written()
    {
        _server.Answer = async (to, _) =>
        {
            if (to == "ann@x.com")
            {
                await BreakAsync();
            }

            return PushServer.Yes();
        };

        (List<SmSendResult> results, SmException end) = await RunAsync("ann@x.com", "ann@x.com", "bob@x.com");

        Assert.Equal(SmFailureKind.Journal, end.Kind);
        Assert.Equal(("ann@x.com", SmSendStatus.Accepted), (results[0].Email, results[0].Status));
        Assert.Equal("ann@x.com", Assert.Single(_server.Recipients));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_waits_for_its_intent_when_the_run_is_stopped_is_not_sent()
    {
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { Journal = _journal }).StartPushes();
        _file.Written = run.Stop;

        BulkOutcome<SmSendResult> outcome = await run.Send(Journals.Push("ann@x.com"));

        Assert.Equal(SmSendStatus.NotTried, outcome.Result.Status);
        Assert.Empty(_server.Recipients);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_intent_is_on_the_device_before_its_request_leaves()
    {
        List<int> flushes = [_file.Flushes];
        _server.Answer = (_, _) =>
        {
            flushes.Add(_file.Flushes);
            return Task.FromResult(PushServer.Yes());
        };
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { Journal = _journal }).StartPushes();

        await run.Send(Journals.Push("ann@x.com"));
        await run.Send(Journals.Push("bob@x.com"));

        Assert.Equal([0, 1, 2], flushes.Select(count => count - flushes[0]));
    }

    /// <summary>From here on nothing can be written, and the journal knows it.</summary>
    private async Task BreakAsync()
    {
        _file.IsBroken = true;
        await Assert.ThrowsAsync<SmException>(() =>
            _journal.AppendDurablyAsync(new JournalIntent(default, DateTimeOffset.UnixEpoch, "send", null, null, "nobody")));
    }

    private async Task<(List<SmSendResult> Results, SmException End)> RunAsync(params string[] emails)
    {
        var results = new List<SmSendResult>();
        IAsyncEnumerable<BulkOutcome<SmSendResult>> outcomes =
            new BulkSender(_client, new BulkOptions { Journal = _journal, ThrottleLimit = 1 })
            .SendPushesAsync(BulkSenderTests.Stream(emails.Select(Journals.Push)), Token);
        SmException end = await Assert.ThrowsAsync<SmException>(async () =>
        {
            await foreach (BulkOutcome<SmSendResult> outcome in outcomes)
            {
                results.Add(outcome.Result);
            }
        });
        return (results, end);
    }
}
