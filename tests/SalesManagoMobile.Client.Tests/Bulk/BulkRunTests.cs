using System.Collections.Concurrent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>The window of a run: how much is in flight, how far the source is read, and in which order outcomes come.</summary>
public sealed class BulkRunTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _answers = new();
    private readonly SmClient _client;
    private int _running;
    private int _peak;

    public BulkRunTests()
    {
        _client = Clients.With(_server);
        _server.Answer = HoldAsync;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Outcomes_come_in_the_order_of_the_inputs_whatever_ends_first()
    {
        var random = new Random(7);
        _server.Answer = async (_, _) =>
        {
            int yields = random.Next(0, 4);
            for (int i = 0; i < yields; i++)
            {
                await Task.Yield();
            }

            return PushServer.Yes();
        };

        string?[] results = await Send(8, BulkSenderTests.People(500)).Select(outcome => outcome.Result.Email).ToArrayAsync(Token);

        Assert.Equal(BulkSenderTests.People(500), results);
    }

    [Fact]
    public async Task No_more_than_the_limit_is_in_flight_and_all_of_the_limit_is_used()
    {
        await using IAsyncEnumerator<BulkOutcome<SmSendResult>> results = Send(4, BulkSenderTests.People(40)).GetAsyncEnumerator(Token);
        ValueTask<bool> first = results.MoveNextAsync();
        await ArrivalsAsync(4);

        for (int i = 0; i < 39; i++)
        {
            Answer(i);
            await ArrivalsAsync(i + 4 < 40 ? 1 : 0);
            Assert.True(i == 0 ? await first : await results.MoveNextAsync());
            Assert.Equal($"p{i}@x.com", results.Current.Result.Email);
        }

        Assert.Equal(4, _peak);
        Answer(39);
    }

    [Fact]
    public async Task One_slow_answer_does_not_idle_the_others_and_the_source_is_read_four_windows_ahead()
    {
        int read = 0;
        IEnumerable<string> people = BulkSenderTests.People(1000).Select(one =>
        {
            read++;
            return one;
        });
        await using IAsyncEnumerator<BulkOutcome<SmSendResult>> results = Send(4, people).GetAsyncEnumerator(Token);
        ValueTask<bool> first = results.MoveNextAsync();
        await ArrivalsAsync(4);

        for (int i = 1; i < 13; i++)
        {
            Answer(i);
            await ArrivalsAsync(1);
        }

        Assert.False(first.IsCompleted);
        Assert.Equal(16, _server.Recipients.Count);
        Assert.Equal(17, read);
        AnswerAll();
        Assert.True(await first);
    }

    [Fact]
    public async Task An_outcome_is_there_at_once_while_a_slow_source_has_nothing_more_yet()
    {
        var more = new TaskCompletionSource();
        AnswerAll();
        await using IAsyncEnumerator<BulkOutcome<SmSendResult>> results = new BulkSender(_client, new BulkOptions())
            .SendPushesAsync(TrickleAsync(), Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        Assert.Equal("ann@x.com", results.Current.Result.Email);
        more.SetResult();
        Assert.True(await results.MoveNextAsync());
        Assert.False(await results.MoveNextAsync());

        async IAsyncEnumerable<PushRequest> TrickleAsync()
        {
            yield return Journals.Push("ann@x.com");
            await more.Task;
            yield return Journals.Push("bob@x.com");
        }
    }

    [Fact]
    public async Task A_source_that_fails_is_reported_after_the_outcomes_of_what_it_delivered()
    {
        AnswerAll();
        var seen = new List<string?>();

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (
                BulkOutcome<SmSendResult> outcome in new BulkSender(_client, new BulkOptions()).SendPushesAsync(BrokenAsync(), Token))
            {
                seen.Add(outcome.Result.Email);
            }
        });

        Assert.Equal(BulkSenderTests.People(3), seen);

        static async IAsyncEnumerable<PushRequest> BrokenAsync()
        {
            foreach (string email in BulkSenderTests.People(3))
            {
                yield return Journals.Push(email);
            }

            await Task.Yield();
            throw new InvalidDataException("row 4");
        }
    }

    [Fact]
    public async Task A_row_that_cannot_be_a_request_takes_its_place_among_the_others_and_never_leaves()
    {
        AnswerAll();
        PushRequest bad = Journals.Push("bob@x.com") with { Problem = "Properties are not JSON" };
        PushRequest[] rows = [Journals.Push("ann@x.com"), bad, Journals.Push("cut@x.com")];

        BulkOutcome<SmSendResult>[] outcomes = await new BulkSender(_client, new BulkOptions())
            .SendPushesAsync(BulkSenderTests.Stream(rows), Token).ToArrayAsync(Token);

        Assert.Equal(
            [SmSendStatus.Accepted, SmSendStatus.Failed, SmSendStatus.Accepted], outcomes.Select(outcome => outcome.Result.Status));
        Assert.Contains("Properties are not JSON", outcomes[1].Result.Message);
        Assert.Equal(SmFailureKind.InvalidInput, outcomes[1].Error!.Kind);
        Assert.Equal(["ann@x.com", "cut@x.com"], _server.Recipients.Order());
    }

    [Fact]
    public async Task Cancelled_what_is_in_flight_is_unknown_and_the_rest_not_tried()
    {
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { ThrottleLimit = 2 }).StartPushes();
        Task<BulkOutcome<SmSendResult>>[] sends = [.. BulkSenderTests.People(4).Select(email => run.Send(Journals.Push(email)))];
        await ArrivalsAsync(2);

        run.Cancel();

        Assert.Equal(
            [SmSendStatus.Unknown, SmSendStatus.Unknown, SmSendStatus.NotTried, SmSendStatus.NotTried],
            (await Task.WhenAll(sends)).Select(outcome => outcome.Result.Status));
        Assert.Equal((2, 2), (run.Progress.Unknown, run.Progress.NotTried));
    }

    [Fact]
    public async Task A_session_that_is_closed_ends_the_run_and_what_had_not_left_was_not_tried()
    {
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { ThrottleLimit = 1 }).StartPushes();
        Task<BulkOutcome<SmSendResult>> first = run.Send(Journals.Push("ann@x.com"));
        await ArrivalsAsync(1);
        Task<BulkOutcome<SmSendResult>> second = run.Send(Journals.Push("bob@x.com"));

        _client.Dispose();
        AnswerAll();

        Assert.Equal(SmSendStatus.Accepted, (await first).Result.Status);
        Assert.Equal(SmSendStatus.NotTried, (await second).Result.Status);
        Assert.Equal(SmFailureKind.SessionClosed, run.End!.Kind);
        Assert.Equal("ann@x.com", Assert.Single(_server.Recipients));
    }

    [Fact]
    public async Task What_a_closed_session_kept_from_leaving_is_sent_by_the_next_run_with_the_journal()
    {
        using var journals = new Journals();
        await using (var journal = SendJournal.Open(journals.Path))
        {
            using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { Journal = journal }).StartPushes();
            _client.Dispose();
            Assert.Equal(SmSendStatus.NotTried, (await run.Send(Journals.Push("ann@x.com"))).Result.Status);
        }

        Assert.Equal("Send", journals.Verdicts("ann@x.com"));
    }

    [Fact]
    public async Task A_repeated_row_waits_for_the_first_one_also_when_the_run_is_stopped()
    {
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions()).StartPushes();
        Task<BulkOutcome<SmSendResult>> first = run.Send(Journals.Push("ann@x.com"));
        await ArrivalsAsync(1);
        Task<BulkOutcome<SmSendResult>> second = run.Send(Journals.Push("ann@x.com"));

        run.Stop();
        AnswerAll();

        Assert.Equal(SmSendStatus.Accepted, (await first).Result.Status);
        Assert.Equal(SmSendStatus.Skipped, (await second).Result.Status);
    }

    [Fact]
    public async Task After_a_success_the_next_refusal_pauses_the_run_for_a_second_again()
    {
        var clock = new TestClock();
        using var client =
            new SmClient(Clients.Options with { Handler = _server, TimeProvider = clock, MaxRetry = 0, Timeout = TimeSpan.FromDays(1) });
        _server.Answer = (to, _) =>
            Task.FromResult(to == "p1@x.com" ? PushServer.Yes() : PushServer.Says(System.Net.HttpStatusCode.TooManyRequests, "slow down"));
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(client, new BulkOptions { ThrottleLimit = 1 }).StartPushes();
        foreach (string email in BulkSenderTests.People(3))
        {
            await clock.RunAsync(run.Send(Journals.Push(email)), TimeSpan.FromHours(1));
        }

        Assert.Equal(clock.GetUtcNow().AddSeconds(1), run.Progress.PausedUntil);
    }

    [Fact]
    public async Task The_rate_leaves_out_what_needed_no_request()
    {
        AnswerAll();
        using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions()).StartPushes();
        await run.Send(Journals.Push("ann@x.com"));
        double before = run.Progress.PerSecond;
        for (int i = 0; i < 1000; i++)
        {
            await run.Send(Journals.Push("ann@x.com"));
        }

        Assert.Equal(1000, run.Progress.Skipped);
        Assert.True(run.Progress.PerSecond <= before);
    }

    private IAsyncEnumerable<BulkOutcome<SmSendResult>> Send(int limit, IEnumerable<string> people) =>
        new BulkSender(_client, new BulkOptions { ThrottleLimit = limit })
            .SendPushesAsync(BulkSenderTests.Stream(people.Select(Journals.Push)), Token);

    private async Task ArrivalsAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await _server.ArrivalAsync(Token);
        }
    }

    private void Answer(int person) => Held($"p{person}@x.com").TrySetResult();

    private void AnswerAll()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Yes());
        foreach (TaskCompletionSource held in _answers.Values)
        {
            held.TrySetResult();
        }
    }

    private async Task<HttpResponseMessage> HoldAsync(string recipient, CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref _running);
        InterlockedMax(running);
        await Held(recipient).Task.WaitAsync(cancellationToken);
        Interlocked.Decrement(ref _running);
        return PushServer.Yes();
    }

    private void InterlockedMax(int running)
    {
        for (int peak = _peak; running > peak; peak = _peak)
        {
            Interlocked.CompareExchange(ref _peak, running, peak);
        }
    }

    private TaskCompletionSource Held(string recipient) =>
        _answers.GetOrAdd(recipient, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
