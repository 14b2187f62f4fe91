using System.Text.Json;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Mass requests with a journal, run after run over the same file: what it remembers is the recipient.</summary>
public sealed class JournaledBatchTests : IDisposable
{
    private readonly PushServer _server = new();
    private readonly Journals _journals = new();
    private readonly SmClient _client;

    public JournaledBatchTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Reached => _server.Recipients.SelectMany(Names);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _journals.Dispose();
    }

    [Fact]
    public async Task Who_is_added_to_a_list_is_sent_to_and_nobody_else_again()
    {
        await RunAsync(Batches(2, "ann", "bob", "cut"));

        SmBatchResult[] second = await RunAsync(Batches(2, "ann", "bob", "cut", "dora", "eve"));

        Assert.Equal([SmSendStatus.Skipped, SmSendStatus.Accepted, SmSendStatus.Accepted], second.Select(r => r.Status));
        Assert.Equal([0, 1, 1], second.Select(r => r.Recipients));
        Assert.Equal([2, 1, 0], second.Select(r => r.Skipped));
        Assert.Equal(["EMAIL: ann@x.com, bob@x.com", "EMAIL: dora@x.com", "EMAIL: eve@x.com"], second.Select(r => r.Addressees));
        Assert.Equal(
            ["The journal says that it was accepted before.", "Skipped: 1 accepted before.", null], second.Select(r => r.Message));
        Assert.Equal(["ann", "bob", "cut", "dora", "eve"], Reached.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task However_a_list_is_changed_and_cut_between_runs_nobody_is_sent_to_twice(int seed)
    {
        var random = new Random(seed);
        string[] everybody = [.. Enumerable.Range(0, 40).Select(i => $"p{i}")];
        var processed = new List<string>();
        _server.Answer = (contacts, _) =>
        {
            lock (processed)
            {
                if (random.Next(4) == 0)
                {
                    return Task.FromResult(PushServer.No("Try later"));
                }

                processed.AddRange(Names(contacts));
                return Task.FromResult(random.Next(8) == 0
                    ? PushServer.Says(System.Net.HttpStatusCode.InternalServerError, "lost")
                    : PushServer.Yes());
            }
        };

        for (int run = 0; run < 10; run++)
        {
            string[] list = [.. everybody.Where(_ => random.Next(3) > 0)];
            random.Shuffle(list);
            await RunAsync(Batches(1 + random.Next(12), list));
        }

        Assert.Equal(processed.Distinct().Count(), processed.Count);
        Assert.All(Snapshot(everybody), (verdict, i) => Assert.Equal(!processed.Contains(everybody[i]), verdict == JournalVerdict.Send));
    }

    [Fact]
    public async Task What_the_server_says_and_who_was_left_out_are_two_sentences()
    {
        await RunAsync(Batches(1, "ann"));
        _server.Answer = (_, _) =>
            Task.FromResult(
                PushServer.Says(System.Net.HttpStatusCode.OK, """{"success":true,"message":["1 of the recipients was not found"]}"""));

        SmBatchResult second = Assert.Single(await RunAsync(Batches(2, "ann", "bob")));

        Assert.Equal("1 of the recipients was not found. Skipped: 1 accepted before.", second.Message);
    }

    [Fact]
    public async Task A_request_without_an_answer_leaves_all_its_recipients_unknown_until_they_are_to_be_sent_again()
    {
        await RunAsync(Batches(1, "ann"));
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(System.Net.HttpStatusCode.InternalServerError, "lost"));
        await RunAsync(Batches(2, "bob", "cut"));
        _server.Answer = (_, _) => Task.FromResult(PushServer.Yes());

        SmBatchResult left = Assert.Single(await RunAsync(Batches(3, "ann", "bob", "cut")));
        SmBatchResult mixed = Assert.Single(await RunAsync(Batches(9, "cut", "ann", "new", "bob")));
        SmBatchResult again =
            Assert.Single(await RunAsync(Batches(9, "cut", "ann", "bob", "new"), new BulkOptions { ResendUnknown = true }));

        Assert.Equal(
            (SmSendStatus.Unknown, 0, "EMAIL: bob@x.com, cut@x.com", 1, 2),
            (left.Status, left.Recipients, left.Addressees, left.Skipped, left.LeftUnknown));
        Assert.EndsWith("or use -ResendUnknown. Skipped: 1 accepted before.", left.Message);
        Assert.Equal((SmSendStatus.Accepted, "EMAIL: new@x.com", 1, 2), (mixed.Status, mixed.Addressees, mixed.Skipped, mixed.LeftUnknown));
        Assert.Equal("Skipped: 1 accepted before, and 2 that may have got it before.", mixed.Message);
        Assert.Equal(
            (SmSendStatus.Accepted, "EMAIL: cut@x.com, bob@x.com", 2, 0),
            (again.Status, again.Addressees, again.Skipped, again.LeftUnknown));
        Assert.Equal(["ann", "bob", "cut", "new", "cut", "bob"], Reached);
    }

    [Fact]
    public async Task Whoever_is_in_the_file_when_the_request_arrives_is_not_sent_to_after_a_crash_at_any_byte()
    {
        long arrived = 0;
        _server.Answer = (_, _) =>
        {
            Assert.All(Snapshot("ann", "bob", "cut"), verdict => Assert.Equal(JournalVerdict.Unknown, verdict));
            arrived = new FileInfo(_journals.Path).Length;
            return Task.FromResult(PushServer.Yes());
        };
        await RunAsync(Batches(3, "ann", "bob", "cut"));
        byte[] whole = Journals.Unsealed(await File.ReadAllBytesAsync(_journals.Path, Token));

        for (int length = (int)arrived; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_journals.Path, whole[..length], Token);
            await RunAsync(Batches(2, "cut", "ann", "bob"));
        }

        Assert.True(arrived > 0);
        Assert.Equal(["ann", "bob", "cut"], Reached);
    }

    [Fact]
    public async Task Who_is_in_several_requests_of_one_run_is_sent_to_once()
    {
        var gate = new TaskCompletionSource();
        _server.Answer = async (_, _) =>
        {
            await gate.Task;
            return PushServer.Yes();
        };
        Task<SmBatchResult[]> run = RunAsync([Batch("ann", "bob"), Batch("bob", "cut"), Batch("cut", "dora"), Batch("dora", "ann")]);
        await _server.ArrivalAsync(Token);
        gate.SetResult();

        SmBatchResult[] results = await run;

        Assert.Equal(["ann", "bob", "cut", "dora"], Reached.Order());
        Assert.Equal(4, results.Sum(r => r.Skipped));
        Assert.Equal(4, results.Where(r => r.Status == SmSendStatus.Accepted).Sum(r => r.Recipients));
    }

    [Fact]
    public async Task Who_is_named_twice_in_one_request_is_sent_to_once()
    {
        SmBatchResult result = Assert.Single(await RunAsync([Batch("ann", "bob", "ANN")]));

        Assert.Equal((2, 1), (result.Recipients, result.Skipped));
        Assert.Equal(["ann", "bob"], Reached);
    }

    [Fact]
    public async Task The_journal_names_each_recipient_and_a_tag_is_one()
    {
        BatchRequest batch = Batch("ann") with
        {
            Addressees = [new(AddresseeType.Email, "ann@x.com"), new(AddresseeType.UserId, "7"), new(AddresseeType.Tag, "VIP")],
        };
        await RunAsync([batch]);
        SmBatchResult second =
            Assert.Single(await RunAsync([batch with { Addressees = [new(AddresseeType.Tag, "VIP"), new(AddresseeType.Tag, "NEW")] }]));

        Assert.Equal(["ann@x.com", "7", "TAG: VIP", "TAG: NEW"], SendJournal.Read(_journals.Path).Select(e => e.Recipient));
        Assert.All(SendJournal.Read(_journals.Path), entry => Assert.Equal((SmSendStatus.Accepted, 1), (entry.Status, entry.Attempts)));
        Assert.Equal(("TAG: NEW", 1), (second.Addressees, second.Skipped));
    }

    [Fact]
    public async Task What_the_journal_would_do_is_told_for_the_request_and_for_each_recipient()
    {
        await RunAsync(Batches(1, "ann"));
        _server.Answer = (_, _) => Task.FromResult(PushServer.Says(System.Net.HttpStatusCode.InternalServerError, "lost"));
        await RunAsync(Batches(1, "bob"));
        JournalSnapshot journal = SendJournal.Peek(_journals.Path);

        Assert.Equal(JournalVerdict.Skip, journal.Judge(Batch("ann")));
        Assert.Equal(JournalVerdict.Unknown, journal.Judge(Batch("ann", "bob")));
        Assert.Equal(JournalVerdict.Send, journal.Judge(Batch("ann", "bob"), resendUnknown: true));
        Assert.Equal([JournalVerdict.Skip, JournalVerdict.Unknown, JournalVerdict.Send], journal.JudgeEach(Batch("ann", "bob", "new")));
    }

    private static BatchRequest Batch(params IEnumerable<string> names) => new()
    {
        Content = new ExistingPush(Clients.PushId),
        ApplicationId = "my_example_app",
        Addressees = [.. names.Select(name => new Addressee(AddresseeType.Email, $"{name}@x.com"))],
    };

    private static BatchRequest[] Batches(int size, params string[] names) => [.. names.Chunk(size).Select(part => Batch(part))];

    private static IEnumerable<string> Names(string contacts) => JsonDocument.Parse(contacts).RootElement.EnumerateArray()
        .SelectMany(entry => entry.GetProperty("value").GetString()!.Split(", "))
        .Select(email => email.Replace("@x.com", "", StringComparison.Ordinal));

    private IReadOnlyList<JournalVerdict> Snapshot(params IEnumerable<string> names) =>
        SendJournal.Peek(_journals.Path).JudgeEach(Batch(names));

    private async Task<SmBatchResult[]> RunAsync(BatchRequest[] batches, BulkOptions? options = null)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        var sender = new BulkSender(_client, (options ?? new BulkOptions { StopAfterFailures = 0 }) with { Journal = journal });
        return await sender.SendBatchesAsync(BulkSenderTests.Stream(batches), Token).Select(o => o.Result).ToArrayAsync(Token);
    }
}
