using System.Net;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What an intent keeps so that the history can tell later what became of the send.</summary>
public sealed class IntentsThatCanBeLookedUpTests : IDisposable
{
    private static readonly CustomPush Custom =
        new() { Title = "Hello ${name:you}", Content = "Now ${off}", Deeplink = "app://home", ImageUrl = "https://x.example/a.png" };

    private readonly PushServer _server = new();
    private readonly Journals _journals = new();
    private readonly SmClient _client;

    public IntentsThatCanBeLookedUpTests() => _client = Clients.With(_server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _journals.Dispose();
    }

    [Fact]
    public async Task The_name_of_an_existing_push_is_asked_for_once_a_run()
    {
        await SendAsync([.. BulkSenderTests.People(50).Select(Journals.Push)]);

        Assert.All(Intents(), intent => Assert.Equal("Win-back", intent.PushName));
        Assert.Equal(50, Intents().Count);
        Assert.Equal(1, _server.Lists);
    }

    [Fact]
    public async Task A_run_without_a_journal_asks_for_no_name()
    {
        await new BulkSender(_client, new BulkOptions())
            .SendPushesAsync(BulkSenderTests.Stream([Journals.Push("ann@x.com")]), Token).CountAsync(Token);

        Assert.Equal(0, _server.Lists);
    }

    [Fact]
    public async Task A_name_that_cannot_be_found_out_is_asked_for_three_times_and_holds_nobody_up()
    {
        _server.AnswerList = () => PushServer.Says(HttpStatusCode.InternalServerError, "oops");

        await SendAsync([.. BulkSenderTests.People(50).Select(Journals.Push)]);

        Assert.All(Intents(), intent => Assert.Null(intent.PushName));
        Assert.Equal(50, _server.Recipients.Count);
        Assert.InRange(_server.Lists, 1, 3);
    }

    [Theory]
    [InlineData("email", AddresseeType.Email)]
    [InlineData("contactId", AddresseeType.ContactId)]
    [InlineData("userId", AddresseeType.UserId)]
    public void An_intent_tells_how_its_recipient_is_named(string field, AddresseeType expected)
    {
        PushRequest request = Journals.Push("ann@x.com") with
        {
            Email = field == "email" ? "ann@x.com" : null,
            ContactId = field == "contactId" ? Clients.ContactId : null,
            UserId = field == "userId" ? "ann@x.com" : null,
        };

        JournalIntent intent = Assert.Single(new PushSend().ToIntents(request, [default], DateTimeOffset.UnixEpoch));

        Assert.Equal(expected, intent.RecipientType);
    }

    [Fact]
    public void A_batch_keeps_the_kind_of_each_recipient_and_the_time_it_was_scheduled_for()
    {
        DateTimeOffset tomorrow = DateTimeOffset.UnixEpoch.AddDays(1);
        BatchRequest request = new()
        {
            Content = Custom,
            ApplicationId = "my_example_app",
            Addressees = [new(AddresseeType.Email, "ann@x.com"), new(AddresseeType.Tag, "VIP"), new(AddresseeType.UserId, "7")],
            ScheduleAt = tomorrow,
            Properties = new Dictionary<string, string> { ["off"] = "20 %" },
        };

        IReadOnlyList<JournalIntent> intents =
            new BatchSend().ToIntents(request, SendIdentity.OfEach(request), DateTimeOffset.UnixEpoch);

        Assert.Equal([AddresseeType.Email, AddresseeType.Tag, AddresseeType.UserId], intents.Select(one => one.RecipientType!.Value));
        Assert.All(intents, intent => Assert.Equal(tomorrow, intent.ScheduledAt));
        Assert.All(intents, intent => Assert.Equal(TextsHash.Of("Hello you", "Now 20 %"), intent.Texts));
    }

    [Theory]
    [InlineData("Hello ${cst.name:you}", "Now")]
    [InlineData("Hello", "Now ${unknown}")]
    public void Texts_that_the_server_fills_are_not_kept(string title, string content)
    {
        Assert.Null(TextsHash.Of(Custom with { Title = title, Content = content }, null));
        Assert.NotNull(TextsHash.Of(Custom with { Title = title, Content = content, Literal = true }, null));
    }

    [Fact]
    public void Texts_are_told_apart_by_title_and_content()
    {
        Assert.NotEqual(TextsHash.Of("ab", "c"), TextsHash.Of("a", "bc"));
        Assert.Equal(TextsHash.Of("a", null), TextsHash.Of("a", ""));
        Assert.Null(TextsHash.Of(new ExistingPush(Clients.PushId), null));
    }

    [Fact]
    public async Task A_send_that_is_tried_again_after_a_wait_gets_a_new_intent()
    {
        var clock = new TestClock(skipBelow: TimeSpan.FromSeconds(10));
        using SmClient client = new(Clients.Options with { Handler = _server, MaxRetry = 3, TimeProvider = clock });
        _server.Answer = (_, _) =>
        {
            if (clock.Jump > TimeSpan.Zero)
            {
                return Task.FromResult(PushServer.Yes());
            }

            clock.Jump = TimeSpan.FromMinutes(5);
            return Task.FromResult(PushServer.Says(HttpStatusCode.TooManyRequests, "slow down", TimeSpan.FromSeconds(5)));
        };
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            await new BulkSender(client, new BulkOptions { Journal = journal })
                .SendPushesAsync(BulkSenderTests.Stream([Journals.Push("ann@x.com")]), Token).CountAsync(Token);
        }

        List<JournalIntent> intents = Intents();
        Assert.Equal(2, intents.Count);
        Assert.True(intents[1].At - intents[0].At >= TimeSpan.FromMinutes(5));
        Assert.Equal(SmSendStatus.Accepted, Assert.Single(SendJournal.Read(_journals.Path)).Status);
    }

    private async Task SendAsync(params PushRequest[] requests)
    {
        await using var journal = SendJournal.Open(_journals.Path);
        await new BulkSender(_client, new BulkOptions { Journal = journal })
            .SendPushesAsync(BulkSenderTests.Stream(requests), Token).CountAsync(Token);
    }

    private List<JournalIntent> Intents()
    {
        using FileStream file = JournalReader.Open(_journals.Path);
        JournalLines lines = JournalReader.Lines(file, _journals.Path);
        var intents = new List<JournalIntent>();
        lines.ReadHeader();
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (JournalFormat.Read(line) is JournalIntent intent)
            {
                intents.Add(intent);
            }
        }

        return intents;
    }
}
