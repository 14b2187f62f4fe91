using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Runs with a journal, one after the other over the same file.</summary>
public sealed class JournaledRunTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly Journals _journals = new();
    private readonly SmClient _client;

    public JournaledRunTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _journals.Dispose();
    }

    [Fact]
    public async Task A_second_run_sends_only_what_surely_was_not_processed()
    {
        _server.Answer = (to, _) => Task.FromResult(to switch
        {
            "rejected@x.com" => PushServer.No("Contact not found"),
            "throttled@x.com" => PushServer.Says(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.Zero),
            "broken@x.com" => PushServer.Says(HttpStatusCode.InternalServerError, "oops"),
            _ => PushServer.Yes(),
        });
        string[] people = ["fine@x.com", "rejected@x.com", "throttled@x.com", "broken@x.com"];
        await RunAsync(people);
        int sent = _server.Recipients.Count;
        _server.Answer = (_, _) => Task.FromResult(PushServer.Yes());

        SmSendResult[] second = await RunAsync([.. people, "new@x.com"]);

        Assert.Equal(
            [SmSendStatus.Skipped, SmSendStatus.Accepted, SmSendStatus.Accepted, SmSendStatus.Unknown, SmSendStatus.Accepted],
            second.Select(r => r.Status));
        Assert.Equal(["new@x.com", "rejected@x.com", "throttled@x.com"], _server.Recipients.Skip(sent).Order());
    }

    [Fact]
    public async Task An_unknown_send_is_sent_again_only_when_asked_for()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.InternalServerError, "oops"));
        await RunAsync("ann@x.com");
        _server.Answer = (_, _) => Task.FromResult(PushServer.Yes());

        Assert.Equal(SmSendStatus.Unknown, Assert.Single(await RunAsync("ann@x.com")).Status);
        Assert.Equal(SmSendStatus.Accepted, Assert.Single(await RunAsync(new BulkOptions { ResendUnknown = true }, "ann@x.com")).Status);
        Assert.Equal(SmSendStatus.Skipped, Assert.Single(await RunAsync(new BulkOptions { ResendUnknown = true }, "ann@x.com")).Status);
        Assert.Equal(2, _server.Recipients.Count);
    }

    [Fact]
    public async Task An_unknown_send_that_is_refused_when_it_is_sent_again_stays_unknown()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.InternalServerError, "oops"));
        await RunAsync("ann@x.com");
        _server.Answer = (_, _) => Task.FromResult(PushServer.No("Contact not found"));

        SmSendResult[] refused = await RunAsync(new BulkOptions { ResendUnknown = true, ThrottleLimit = 1 }, "ann@x.com", "ann@x.com");
        SmSendResult left = Assert.Single(await RunAsync("ann@x.com"));

        Assert.Equal([SmSendStatus.Unknown, SmSendStatus.Unknown], refused.Select(r => r.Status));
        Assert.Equal("An earlier attempt may have been processed. Contact not found", refused[0].Message);
        Assert.Equal(SmSendStatus.Unknown, left.Status);
        Assert.Equal(2, _server.Recipients.Count);
        SmJournalEntry entry = Assert.Single(SendJournal.Read(_journals.Path));
        Assert.Equal(
            (SmSendStatus.Unknown, "An earlier attempt may have been processed. Contact not found"), (entry.Status, entry.Message));
    }

    [Fact]
    public async Task What_was_cancelled_in_flight_is_not_sent_by_the_next_run_over_the_same_open_journal()
    {
        _server.Answer = async (_, cancelled) =>
        {
            await new TaskCompletionSource().Task.WaitAsync(cancelled);
            return PushServer.Yes();
        };
        await using var journal = SendJournal.Open(_journals.Path);
        var sender = new BulkSender(_client, new BulkOptions { Journal = journal });
        using BulkRun<PushRequest, SmSendResult> cancelled = sender.StartPushes();
        Task<BulkOutcome<SmSendResult>> send = cancelled.Send(Journals.Push("ann@x.com"));
        await _server.ArrivalAsync(Token);
        cancelled.Cancel();
        Assert.Equal(SmSendStatus.Unknown, (await send).Result.Status);

        _server.Answer = (_, _) => Task.FromResult(PushServer.Yes());
        using BulkRun<PushRequest, SmSendResult> next = sender.StartPushes();

        Assert.Equal(SmSendStatus.Unknown, (await next.Send(Journals.Push("ann@x.com"))).Result.Status);
        Assert.Single(_server.Recipients);
    }

    [Fact]
    public async Task The_same_row_twice_is_sent_once()
    {
        string[] people = [.. Enumerable.Range(0, 200).Select(i => $"p{i % 20}@x.com")];

        SmSendResult[] results = await RunAsync(people);

        Assert.Equal(20, _server.Recipients.Count);
        Assert.Equal(180, results.Count(r => r.Status == SmSendStatus.Skipped));
    }

    [Fact]
    public async Task The_same_row_twice_is_sent_once_without_a_journal_too()
    {
        var sender = new BulkSender(_client, new BulkOptions());
        PushRequest[] rows = [Journals.Push("ann@x.com"), Journals.Push("bob@x.com"), Journals.Push("ANN@x.com")];

        SmSendResult[] results = await sender.SendPushesAsync(BulkSenderTests.Stream(rows), Token)
            .Select(o => o.Result)
            .ToArrayAsync(Token);

        Assert.Equal([SmSendStatus.Accepted, SmSendStatus.Accepted, SmSendStatus.Skipped], results.Select(r => r.Status));
        Assert.Equal("The same send was accepted earlier in this run.", results[2].Message);
        Assert.Equal(["ann@x.com", "bob@x.com"], _server.Recipients.Order());
    }

    [Fact]
    public async Task A_repeated_row_is_sent_when_the_first_one_surely_was_not_processed()
    {
        int answers = 0;
        _server.Answer = (_, _) => Task.FromResult(answers++ == 0 ? PushServer.No("Contact not found") : PushServer.Yes());
        PushRequest[] rows = [Journals.Push("ann@x.com"), Journals.Push("ann@x.com")];

        SmSendResult[] results = await new BulkSender(_client, new BulkOptions())
            .SendPushesAsync(BulkSenderTests.Stream(rows), Token).Select(o => o.Result).ToArrayAsync(Token);

        Assert.Equal([SmSendStatus.Failed, SmSendStatus.Accepted], results.Select(r => r.Status));
    }

    [Fact]
    public async Task The_intent_is_in_the_file_when_the_request_arrives()
    {
        string? seen = null;
        _server.Answer = (_, _) =>
        {
            seen = _journals.Verdicts("ann@x.com");
            return Task.FromResult(PushServer.Yes());
        };

        await RunAsync("ann@x.com");

        Assert.Equal("Unknown", seen);
    }

    [Fact]
    public async Task Beside_a_slow_server_only_what_leaves_has_an_intent()
    {
        var answer = new TaskCompletionSource();
        _server.Answer = async (_, _) =>
        {
            await answer.Task;
            return PushServer.Yes();
        };
        Task<SmSendResult[]> run = RunAsync(new BulkOptions { ThrottleLimit = 4 }, BulkSenderTests.People(100));
        for (int i = 0; i < 4; i++)
        {
            await _server.ArrivalAsync(Token);
        }

        Assert.Equal(4, SendJournal.Read(_journals.Path).Count());
        answer.SetResult();
        Assert.Equal(100, (await run).Length);
    }

    [Fact]
    public async Task An_input_that_is_refused_here_leaves_no_record()
    {
        SmSendResult result = Assert.Single(await RunAsync("not an address"));

        Assert.Equal(SmSendStatus.Failed, result.Status);
        Assert.Empty(SendJournal.Read(_journals.Path));
    }

    [Fact]
    public async Task A_stopped_run_can_be_continued_with_everything_it_did_not_send()
    {
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.Unauthorized, "User not authenticated"));

        SmException stopped = await Assert.ThrowsAsync<SmException>(() =>
            RunAsync(new BulkOptions { StopAfterFailures = 3, ThrottleLimit = 2 }, BulkSenderTests.People(100)));

        Assert.Contains("The rest was not tried.", stopped.Message);
        Assert.Equal(
            _server.Recipients.Order(), SendJournal.Read(_journals.Path).Where(e => e.Attempts > 0).Select(e => e.Recipient!).Order());
        Assert.All(_journals.Verdicts(BulkSenderTests.People(100)).Split(' '), verdict => Assert.Equal("Send", verdict));
    }

    [Fact]
    public async Task The_journal_holds_no_secret_and_no_text_of_the_push()
    {
        var push = new CustomPush { Title = "Secret sale", Content = "Only for you", Deeplink = "myapp://hidden" };
        _server.Answer = (to, _) =>
            Task.FromResult(to == "ann@x.com" ? PushServer.No("Bad title: Secret sale") : PushServer.No("Contact not found"));
        var properties = new Dictionary<string, string> { ["code"] = "WINBACK20" };
        PushRequest[] requests =
            [.. new[] { "ann@x.com", "bob@x.com" }.Select(email => Journals.Push(email) with { Content = push, Properties = properties })];
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            await new BulkSender(_client, new BulkOptions { Journal = journal })
                .SendPushesAsync(BulkSenderTests.Stream(requests), Token)
                .CountAsync(Token);
        }

        string text = await File.ReadAllTextAsync(_journals.Path, Token);

        string[] all =
            ["Secret sale", "Only for you", "myapp://hidden", "WINBACK20", Clients.Secret, Clients.ApiKey, Clients.Credential.Signature];
        foreach (string hidden in all)
        {
            Assert.DoesNotContain(hidden, text);
        }

        Assert.Equal([null, "Contact not found"], SendJournal.Read(_journals.Path).OrderBy(e => e.Recipient).Select(e => e.Message));
    }

    [Fact]
    public async Task A_contact_is_transferred_once()
    {
        var contact =
            new ContactRequest { Email = "ann@x.com", PushRegistrationId = "token", ApplicationId = "my_example_app", System = "ANDROID" };
        const string created = """{"success":true,"message":["Contact has been created"],"data":{"userId":"7"}}""";
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(HttpStatusCode.OK, created));

        SmContact first = await CreateAsync(contact);
        SmContact second = await CreateAsync(contact);

        Assert.Equal((SmSendStatus.Accepted, "7", "Contact has been created"), (first.Status, first.UserId, first.Message));
        Assert.Equal(SmSendStatus.Skipped, second.Status);
        Assert.Single(_server.Recipients);
    }

    private Task<SmSendResult[]> RunAsync(params IEnumerable<string> emails) => RunAsync(new BulkOptions(), emails);

    private async Task<SmSendResult[]> RunAsync(BulkOptions options, params IEnumerable<string> emails)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        var sender = new BulkSender(_client, options with { Journal = journal });
        return await sender.SendPushesAsync(BulkSenderTests.Stream(emails.Select(Journals.Push)), Token)
            .Select(o => o.Result)
            .ToArrayAsync(Token);
    }

    private async Task<SmContact> CreateAsync(ContactRequest contact)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        var sender = new BulkSender(_client, new BulkOptions { Journal = journal });
        return (await sender.CreateContactsAsync(BulkSenderTests.Stream([contact]), Token).SingleAsync(Token)).Result;
    }
}
