using SalesManagoMobile.Sandbox;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Histories and journals that could make a send look missing that is not.</summary>
public sealed class HostileHistoriesTests
{
    private static readonly SandboxFaults AllAnswersLost =
        SandboxFaults.None with { PathPrefix = LossyAccount.PathOfSends, DropAfterProcessingRate = 1 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_that_was_renamed_since_is_not_missing()
    {
        using LossyAccount account = await LostAsync("ann@x.com");
        string name = account.Account.Pushes.First(push => push.Id.ToString() == account.PushId).Name;
        account.ChangeHistory = (_, body) => body.Replace(name, "Another name", StringComparison.Ordinal);

        SmJournalEntry entry = Assert.Single(await account.ResolveAsync());

        Assert.Equal((SmSendStatus.Unknown, UnknownReason.HasStranger), (entry.Status, entry.Reason));
    }

    [Fact]
    public async Task People_whose_history_cannot_be_read_stay_unknown_and_the_others_do_not()
    {
        using LossyAccount account = await LostAsync("ann@x.com", "bob@x.com", "cat@x.com", "dan@x.com");
        account.ChangeHistory = (person, body) =>
            person.Contains("ann@", StringComparison.Ordinal) || !person.Contains("dateFrom", StringComparison.Ordinal)
                || person.Contains("cat@", StringComparison.Ordinal)
            ? body
            : null;

        List<SmJournalEntry> entries = await account.ResolveAsync();

        Assert.Equal(
            ["ann@x.com Accepted ", $"bob@x.com Unknown {UnknownReason.Unreadable}", "cat@x.com Accepted ",
                $"dan@x.com Unknown {UnknownReason.Unreadable}"],
            entries.Select(one => $"{one.Recipient} {one.Status} {one.Reason}").Order());
    }

    [Fact]
    public async Task A_history_that_shows_other_times_than_it_was_asked_for_proves_no_absence()
    {
        using LossyAccount account = await LostAsync("ann@x.com");
        string entry = $$"""{"name":"Other","title":"t","message":"m","sentDate":{{DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()}}}""";
        account.ChangeHistory = (_, _) =>
            $$"""{"success":true,"message":[],"data":[{{string.Join(',', Enumerable.Repeat(entry, Limits.HistoryEntries))}}]}""";

        SmJournalEntry found = Assert.Single(await account.ResolveAsync());

        Assert.Equal((SmSendStatus.Unknown, UnknownReason.Incomplete), (found.Status, found.Reason));
    }

    [Fact]
    public async Task A_history_that_answers_nobody_ends_it_before_anything_is_written()
    {
        using LossyAccount account = await LostAsync("ann@x.com", "bob@x.com");
        account.ChangeHistory = (_, _) => null;

        SmException failure = await Assert.ThrowsAsync<SmException>(() => account.ResolveAsync());

        Assert.Equal(SmFailureKind.ServerError, failure.Kind);
        Assert.All(account.Journaled().Values, status => Assert.Equal(SmSendStatus.Unknown, status));
    }

    [Fact]
    public async Task A_history_that_fails_for_twenty_in_a_row_is_not_asked_about_the_rest()
    {
        using LossyAccount account = await LostAsync(LossyAccount.People);
        int asked = 0;
        account.ChangeHistory = (_, body) => Interlocked.Increment(ref asked) == 1 ? body : null;

        List<SmJournalEntry> entries = await account.ResolveAsync();

        Assert.All(entries, one => Assert.Equal(SmSendStatus.Unknown, one.Status));
        Assert.Contains(entries, one => one.Reason == UnknownReason.NotAsked);
        Assert.InRange(entries.Count(one => one.Reason == UnknownReason.Unreadable), 20, 28);
    }

    [Fact]
    public async Task Equal_texts_to_one_person_of_which_one_arrived_stay_unknown()
    {
        using LossyAccount account = new();
        PushRequest[] campaigns =
        [
            .. new[] { "app://a", "app://b" }.Select(link => account.Push("ann@x.com") with
            {
                Content = new CustomPush { Title = "Hello", Content = "Now", Deeplink = link },
            }),
        ];
        await account.SendAsync(AllAnswersLost, campaigns[0]);
        await account.SendAsync(AllAnswersLost with { DropAfterProcessingRate = 0, DropBeforeProcessingRate = 1 }, campaigns[1]);
        account.Advance(TimeSpan.FromHours(1));

        List<SmJournalEntry> entries = await account.ResolveAsync();

        Assert.Equal(2, entries.Count);
        Assert.All(entries, one => Assert.Equal(UnknownReason.ShowsSome, one.Reason));
    }

    [Fact]
    public async Task A_long_history_is_read_to_its_end()
    {
        using LossyAccount account = await LostAsync("ann@x.com");
        PushRequest other = account.Push("ann@x.com") with
        {
            Content = new CustomPush { Title = "Other", Content = "Other", Deeplink = "app://other" },
        };
        account.Account.Faults = SandboxFaults.None;
        for (int i = 0; i < 1100; i++)
        {
            await account.Client.SendPushAsync(other, Token);
        }

        SmJournalEntry entry = Assert.Single(await account.ResolveAsync());

        Assert.Equal(SmSendStatus.Accepted, entry.Status);
    }

    [Fact]
    public async Task What_cannot_be_looked_up_stays_unknown_and_says_why()
    {
        using LossyAccount account = new();
        CustomPush filled = new()
        {
            Title = "Hello ${cst.name:you}",
            Content = "Now",
            Deeplink = "app://a",
            ImageUrl = "https://x.example/a.png",
        };
        await account.SendAsync(
            AllAnswersLost with { DropAfterProcessingRate = 0, DropBeforeProcessingRate = 1 },
            account.Push("ann@x.com") with { Content = filled },
            account.Push("ann@x.com") with { Email = null, ContactId = Clients.ContactId });
        await account.SendAsync(AllAnswersLost, new BatchRequest
        {
            Content = filled,
            ApplicationId = SandboxAccount.ApplicationId,
            Addressees = [new(AddresseeType.Tag, "VIP")],
        });
        account.Advance(TimeSpan.FromHours(1));

        List<SmJournalEntry> entries = await account.ResolveAsync();

        Assert.Equal(
            ["A recipient by contact id cannot be looked up.", "A send to a tag cannot be looked up.", "The server fills in a part of the text."],
            entries.Select(one => one.Reason).Order());
        Assert.All(entries, one => Assert.Equal(SmSendStatus.Unknown, one.Status));
    }

    [Fact]
    public async Task A_record_of_an_older_version_stays_unknown()
    {
        using Journals journals = new();
        using LossyAccount account = new();
        await journals.WriteAsync(("ann@x.com", null));
        account.Advance(TimeSpan.FromDays(400));

        List<BulkOutcome<SmJournalEntry>> outcomes = await new JournalResolver(account.Client, new ResolveOptions { ClearMissing = true })
            .ResolveAsync(journals.Path, write: true, Token).ToListAsync(Token);

        Assert.Equal(
            "The record is from an older version, which did not keep what is needed.", Assert.Single(outcomes).Result.Reason);
        Assert.Equal("Unknown", journals.Verdicts("ann@x.com"));
    }

    [Fact]
    public async Task A_person_whose_push_was_cleared_and_lost_again_is_looked_up_again()
    {
        SandboxFaults lostOnTheWay = AllAnswersLost with { DropAfterProcessingRate = 0, DropBeforeProcessingRate = 1 };
        using LossyAccount account = new();
        await account.SendAsync(lostOnTheWay, account.Push("ann@x.com"));
        account.Advance(TimeSpan.FromHours(1));
        Assert.Equal(SmSendStatus.NotSent, Assert.Single(await account.ResolveAsync()).Status);
        await account.SendAsync(AllAnswersLost, account.Push("ann@x.com"));

        SmJournalEntry entry = Assert.Single(await account.ResolveAsync());

        Assert.Equal(SmSendStatus.Accepted, entry.Status);
        Assert.Empty(await account.ResolveAsync());
    }

    /// <summary>An account that has sent a push to each of these, whose answers were all lost, an hour ago.</summary>
    private static async Task<LossyAccount> LostAsync(params string[] emails)
    {
        LossyAccount account = new();
        await account.SendAsync(AllAnswersLost, emails.Select(account.Push));
        account.Advance(TimeSpan.FromHours(1));
        return account;
    }
}
