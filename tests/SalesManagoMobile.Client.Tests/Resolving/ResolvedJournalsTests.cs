using SalesManagoMobile.Sandbox;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Runs that lost requests and answers, and what the history makes of them.</summary>
public sealed class ResolvedJournalsTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(16);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(-90)]
    public async Task Everybody_gets_a_push_once_and_nobody_is_left_unknown_whatever_the_clocks_say(int serverAheadMinutes)
    {
        using LossyAccount account = new(serverAhead: TimeSpan.FromMinutes(serverAheadMinutes));
        SmSendResult[] first = await account.SendAsync(LossyAccount.Losses, LossyAccount.People.Select(account.Push));
        account.Advance(Settled + TimeSpan.FromMinutes(Math.Max(0, -serverAheadMinutes)));

        List<SmJournalEntry> resolved = await account.ResolveAsync();
        await account.SendAsync(SandboxFaults.None, LossyAccount.People.Select(account.Push));

        Assert.Equal(first.Count(one => one.Status == SmSendStatus.Unknown), resolved.Count);
        Assert.Contains(resolved, one => one.Status == SmSendStatus.NotSent);
        Assert.All(
            resolved.Where(one => one.Status == SmSendStatus.Accepted), one => Assert.NotNull(one.MessageId + one.SentDate));
        AssertOnceEach(account);
    }

    [Fact]
    public async Task Custom_pushes_are_found_by_their_texts()
    {
        using LossyAccount account = new();
        PushRequest[] requests =
        [
            .. LossyAccount.People.Select((email, i) => account.Push(email) with
            {
                Content = new CustomPush { Title = "Hello ${name:you}", Content = $"${{off}} off", Deeplink = "app://shop" },
                Properties = new Dictionary<string, string> { ["off"] = $"{i} %" },
            }),
        ];
        await account.SendAsync(LossyAccount.Losses, requests);
        account.Advance(Settled);

        await account.ResolveAsync();
        await account.SendAsync(SandboxFaults.None, requests);

        AssertOnceEach(account);
    }

    [Fact]
    public async Task Recipients_of_batches_are_looked_up_one_by_one()
    {
        using LossyAccount account = new();
        BatchRequest[] Batches(int size) =>
        [
            .. LossyAccount.People.Chunk(size).Select(part => new BatchRequest
            {
                Content = new ExistingPush(account.PushId),
                ApplicationId = SandboxAccount.ApplicationId,
                Addressees = [.. part.Select(email => new Addressee(AddresseeType.Email, email))],
            }),
        ];
        await account.SendAsync(LossyAccount.Losses, Batches(4));
        account.Advance(Settled);

        await account.ResolveAsync();
        await account.SendAsync(SandboxFaults.None, Batches(7));

        AssertOnceEach(account);
    }

    [Fact]
    public async Task A_batch_for_tomorrow_is_missing_tomorrow_at_the_earliest()
    {
        using LossyAccount account = new();
        BatchRequest batch = new()
        {
            Content = new ExistingPush(account.PushId),
            ApplicationId = SandboxAccount.ApplicationId,
            Addressees = [new(AddresseeType.UserId, "7")],
            ScheduleAt = account.Client.Options.TimeProvider.GetUtcNow().AddDays(1),
        };
        await account.SendAsync(SandboxFaults.None with { PathPrefix = LossyAccount.PathOfSends, DropAfterProcessingRate = 1 }, batch);
        account.Advance(TimeSpan.FromHours(23));

        SmJournalEntry early = Assert.Single(await account.ResolveAsync());
        account.Advance(TimeSpan.FromHours(2));
        SmJournalEntry late = Assert.Single(await account.ResolveAsync());

        Assert.Equal((SmSendStatus.Unknown, UnknownReason.NotSettled), (early.Status, early.Reason));
        Assert.Equal((SmSendStatus.Accepted, batch.ScheduleAt), (late.Status, late.SentDate));
    }

    [Fact]
    public async Task Asked_too_early_nothing_is_cleared_and_nobody_gets_it_twice()
    {
        using LossyAccount account = new(lag: TimeSpan.FromMinutes(10));
        await account.SendAsync(LossyAccount.Losses, LossyAccount.People.Select(account.Push));

        List<SmJournalEntry> early = await account.ResolveAsync();
        await account.SendAsync(SandboxFaults.None, LossyAccount.People.Select(account.Push));
        account.Advance(Settled);
        await account.ResolveAsync();
        await account.SendAsync(SandboxFaults.None, LossyAccount.People.Select(account.Push));

        Assert.All(early, one => Assert.Equal(UnknownReason.NotSettled, one.Reason));
        AssertOnceEach(account);
    }

    [Fact]
    public async Task Without_clearing_the_missing_ones_stay_unknown()
    {
        using LossyAccount account = new();
        await account.SendAsync(LossyAccount.Losses, LossyAccount.People.Select(account.Push));
        account.Advance(Settled);

        await account.ResolveAsync(clear: false);

        Assert.All(account.Journaled(), one =>
            Assert.Equal(account.Account.CountSendsTo(one.Key) == 1 ? SmSendStatus.Accepted : SmSendStatus.Unknown, one.Value));
    }

    [Fact]
    public async Task Looking_only_writes_nothing_and_says_the_same()
    {
        using LossyAccount account = new();
        await account.SendAsync(LossyAccount.Losses, LossyAccount.People.Select(account.Push));
        account.Advance(Settled);
        byte[] before = await File.ReadAllBytesAsync(account.JournalPath, Token);

        await using (var run = SendJournal.Open(account.JournalPath))
        {
            List<SmJournalEntry> looked = await account.ResolveAsync(write: false);
            Assert.Contains(looked, one => one.Status == SmSendStatus.NotSent);
            Assert.Contains(looked, one => one.Status == SmSendStatus.Accepted);
        }

        Assert.Equal(before[JournalFormat.HeaderLength..], (await File.ReadAllBytesAsync(account.JournalPath, Token))[JournalFormat.HeaderLength..]);
    }

    [Fact]
    public async Task What_was_told_is_in_the_journal_however_the_command_ends()
    {
        using LossyAccount account = new();
        await account.SendAsync(LossyAccount.Losses, LossyAccount.People.Select(account.Push));
        account.Advance(Settled);
        var told = new List<SmJournalEntry>();

        while (account.Journaled().ContainsValue(SmSendStatus.Unknown))
        {
            IAsyncEnumerable<BulkOutcome<SmJournalEntry>> outcomes =
                new JournalResolver(account.Client, new ResolveOptions { ClearMissing = true }).ResolveAsync(account.JournalPath, true, Token);
            await foreach (BulkOutcome<SmJournalEntry> outcome in outcomes)
            {
                told.Add(outcome.Result);
                Assert.Equal(outcome.Result.Status, account.Journaled()[outcome.Result.Recipient!]);
                break;
            }
        }

        Assert.All(told, one => Assert.Equal(one.Status, account.Journaled()[one.Recipient!]));
    }

    [Fact]
    public async Task A_journal_that_does_not_exist_is_not_made()
    {
        using LossyAccount account = new();

        SmException missing = await Assert.ThrowsAsync<SmException>(() => account.ResolveAsync());

        Assert.Equal(SmFailureKind.Journal, missing.Kind);
        Assert.False(File.Exists(account.JournalPath));
    }

    [Fact]
    public async Task A_journal_of_a_shard_stays_one()
    {
        using LossyAccount account = new();
        await SendJournal.Open(account.JournalPath, "0/4:spring").DisposeAsync();

        Assert.Empty(await account.ResolveAsync());

        await using var journal = SendJournal.Open(account.JournalPath, "0/4:spring");
        Assert.Equal("0/4:spring", journal.Shard);
    }

    [Fact]
    public async Task A_journal_that_a_run_uses_is_refused()
    {
        using LossyAccount account = new();
        await using var run = SendJournal.Open(account.JournalPath);

        SmException locked = await Assert.ThrowsAsync<SmException>(() => account.ResolveAsync());

        Assert.Contains("in use by another run", locked.Message);
    }

    private static void AssertOnceEach(LossyAccount account)
    {
        Assert.All(LossyAccount.People, email => Assert.Equal(1, account.Account.CountSendsTo(email)));
        Assert.Equal(LossyAccount.People.Length, account.Journaled().Count);
        Assert.All(account.Journaled().Values, status => Assert.Equal(SmSendStatus.Accepted, status));
    }
}
