using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Runs that end before their inputs do, without anybody cancelling them.</summary>
public sealed class RunsThatEndEarlyTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly SmClient _client;

    public RunsThatEndEarlyTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_server_that_asks_for_a_day_ends_the_run_instead_of_holding_it()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.TooManyRequests, "quota used up", TimeSpan.FromDays(1)));
        var outcomes = new List<SmFailureKind?>();

        SmException stopped = await Assert.ThrowsAsync<SmException>(async () =>
        {
            await foreach (BulkOutcome<SmSendResult> outcome in Send(new BulkOptions { ThrottleLimit = 1 }, BulkSenderTests.People(1000)))
            {
                outcomes.Add(outcome.Error?.Kind);
            }
        });

        Assert.Equal(SmFailureKind.RunStopped, stopped.Kind);
        Assert.Contains("asked to wait 86400 s", stopped.Message);
        Assert.Equal(TimeSpan.FromDays(1), stopped.RetryAfter);
        Assert.Equal([SmFailureKind.Throttled, .. new SmFailureKind?[999]], outcomes);
        Assert.Single(_server.Recipients);
    }

    [Fact]
    public async Task A_stopped_run_starts_nothing_more_and_gets_the_outcomes_of_what_is_in_flight()
    {
        using var journals = new Journals();
        var answer = new TaskCompletionSource();
        _server.Answer = async (_, _) =>
        {
            await answer.Task;
            return PushServer.Yes();
        };
        BulkOutcome<SmSendResult>[] outcomes;
        await using (var journal = SendJournal.Open(journals.Path))
        {
            using BulkRun<PushRequest, SmSendResult> run = new BulkSender(_client, new BulkOptions { ThrottleLimit = 4, Journal = journal }).StartPushes();
            Task<BulkOutcome<SmSendResult>>[] sends = [.. BulkSenderTests.People(run.Capacity).Select(email => run.Send(Journals.Push(email)))];
            for (int i = 0; i < 4; i++)
            {
                await _server.ArrivalAsync(Token);
            }

            run.Stop();
            answer.SetResult();
            outcomes = await Task.WhenAll(sends);
        }

        Assert.Equal(Enumerable.Repeat(SmSendStatus.Accepted, 4), outcomes.Take(4).Select(outcome => outcome.Result.Status));
        Assert.All(outcomes.Skip(4), outcome => Assert.Equal(SmSendStatus.NotTried, outcome.Result.Status));
        Assert.Equal(4, _server.Recipients.Count);
        Assert.Equal("Skip Skip Skip Skip Send Send", journals.Verdicts(BulkSenderTests.People(6)));
    }

    private IAsyncEnumerable<BulkOutcome<SmSendResult>> Send(BulkOptions options, params IEnumerable<string> emails) =>
        new BulkSender(_client, options).SendPushesAsync(BulkSenderTests.Stream(emails.Select(Journals.Push)), Token);
}
