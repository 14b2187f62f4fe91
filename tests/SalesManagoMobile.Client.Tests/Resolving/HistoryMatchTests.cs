using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What the history of one person proves about sends whose outcome is unknown.</summary>
public sealed class HistoryMatchTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ResolveRules Rules = new(Nine.AddHours(2), TimeSpan.Zero, TimeSpan.FromMinutes(15), ClearMissing: true);
    private int _sends;

    [Fact]
    public void A_send_that_is_in_the_history_was_accepted()
    {
        Finding finding = Assert.Single(Decide(Rules, [Existing()], Entry("Win-back", 1)));

        Assert.Equal((SmSendStatus.Accepted, "mid 1"), (finding.Status, finding.Entry?.MessageId));
    }

    [Fact]
    public void A_custom_push_is_known_by_its_texts()
    {
        SmPushHistoryEntry entry = Entry("Custom push", 1) with { Title = "Hello", Message = "Now" };

        Assert.Equal(SmSendStatus.Accepted, Status(Rules, [Custom("Hello", "Now")], entry));
        Assert.Equal(UnknownReason.HasStranger, Reason(Rules, [Custom("Hello", "Later")], entry));
    }

    [Fact]
    public void A_send_that_is_not_in_the_history_was_not_sent_when_the_user_says_so()
    {
        Assert.Equal(SmSendStatus.NotSent, Status(Rules, [Existing()]));
        Assert.Equal(UnknownReason.Missing, Reason(Rules with { ClearMissing = false }, [Existing()]));
    }

    [Theory]
    [InlineData(-306, false)]
    [InlineData(-5, true)]
    [InlineData(1199, true)]
    [InlineData(1201, false)]
    public void An_entry_counts_from_five_minutes_before_the_send_to_five_minutes_after_the_settle_time(int seconds, bool counts) =>
        Assert.Equal(
            counts ? SmSendStatus.Accepted : SmSendStatus.NotSent,
            Status(Rules, [Existing()], Entry("Win-back", seconds)));

    [Theory]
    [InlineData(899, UnknownReason.NotSettled)]
    [InlineData(900, null)]
    public void Nothing_is_missing_before_the_settle_time(int seconds, string? reason) =>
        Assert.Equal(reason, Reason(Rules with { Now = Nine.AddSeconds(seconds) }, [Existing()]));

    [Fact]
    public void The_settle_time_runs_from_the_last_attempt()
    {
        KnownSend send = Existing();
        KnownSend lateIntent = send with { Intent = send.Intent with { At = Nine.AddHours(2) } };
        KnownSend lateAnswer = send with { Outcome = Outcome(send, SmSendStatus.Unknown, Nine.AddHours(2)) };

        Assert.Equal(UnknownReason.NotSettled, Reason(Rules, [lateIntent]));
        Assert.Equal(UnknownReason.NotSettled, Reason(Rules, [lateAnswer]));
    }

    [Fact]
    public void A_scheduled_send_settles_from_its_time_on_and_may_have_been_sent_at_once()
    {
        KnownSend send = Existing();
        KnownSend scheduled = send with { Intent = send.Intent with { ScheduledAt = Nine.AddDays(1) } };

        Assert.Equal(UnknownReason.NotSettled, Reason(Rules, [scheduled]));
        Assert.Equal(UnknownReason.NotSettled, Reason(Rules with { Now = Nine.AddDays(1).AddMinutes(14) }, [scheduled]));
        Assert.Null(Reason(Rules with { Now = Nine.AddDays(1).AddMinutes(15) }, [scheduled]));
        Assert.Equal(SmSendStatus.Accepted, Status(Rules, [scheduled], Entry("Win-back", 60)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    [InlineData(60)]
    public void The_window_follows_the_clock_of_the_server(int minutes)
    {
        ResolveRules rules = Rules with { ClockOffset = TimeSpan.FromMinutes(minutes), Now = Nine.AddHours(20) };

        Assert.Equal(SmSendStatus.Accepted, Status(rules, [Existing()], Entry("Win-back", (minutes * 60) - 299)));
        Assert.Equal(SmSendStatus.Accepted, Status(rules, [Existing()], Entry("Win-back", (minutes * 60) + 299)));
    }

    [Fact]
    public void A_clock_that_was_put_right_since_does_not_shorten_the_settle_time()
    {
        ResolveRules rules = Rules with { ClockOffset = TimeSpan.FromMinutes(-10), Now = Nine.AddMinutes(20) };

        Assert.Equal(UnknownReason.NotSettled, Reason(rules, [Existing()]));
    }

    [Fact]
    public void Nothing_is_missing_when_the_server_does_not_tell_its_time() =>
        Assert.Equal(UnknownReason.NoClock, Reason(Rules with { ClockOffset = null }, [Existing()]));

    [Fact]
    public void Nothing_is_missing_in_a_history_with_gaps()
    {
        var match = new HistoryMatch([Existing()], [], Rules);

        Assert.Equal(UnknownReason.Incomplete, Assert.Single(match.Decide([], isComplete: false)).Reason);
    }

    [Fact]
    public void Nothing_is_missing_beside_an_entry_that_cannot_be_attributed()
    {
        Assert.Equal(UnknownReason.HasStranger, Reason(Rules, [Existing()], Entry("Renamed", 1)));
        Assert.Equal(UnknownReason.HasStranger, Reason(Rules, [Existing()], Entry("Renamed", 1) with { SentDate = null }));
        Assert.Null(Reason(Rules, [Existing()], Entry("Renamed", 4000)));
    }

    [Fact]
    public void An_entry_of_another_send_of_the_journal_is_no_stranger() =>
        Assert.Equal(SmSendStatus.NotSent, Status(Rules, [Existing(), Accepted(Existing("Spring"))], Entry("Spring", 2)));

    [Fact]
    public void More_entries_than_sends_of_another_push_are_strangers() =>
        Assert.Equal(
            UnknownReason.HasStranger,
            Reason(Rules, [Existing(), Accepted(Existing("Spring"))], Entry("Spring", 2), Entry("Spring", 3)));

    [Fact]
    public void Equal_sends_are_all_accepted_when_the_history_shows_as_many()
    {
        IReadOnlyList<Finding> findings =
            Decide(Rules, [Existing(), Accepted(Existing()), Existing()], Entry("Win-back", 3), Entry("Win-back", 1), Entry("Win-back", 2));

        Assert.Equal(["mid 1", "mid 3"], findings.Select(finding => finding.Entry?.MessageId));
    }

    [Fact]
    public void Of_equal_sends_none_is_accepted_when_the_history_shows_fewer()
    {
        IReadOnlyList<Finding> findings = Decide(Rules, [Existing(), Existing(), Accepted(Existing())], Entry("Win-back", 1), Entry("Win-back", 2));

        Assert.All(findings, finding => Assert.Equal(UnknownReason.ShowsSome, finding.Reason));
    }

    [Fact]
    public void When_the_history_shows_as_many_as_were_accepted_the_others_are_missing() =>
        Assert.Equal(SmSendStatus.NotSent, Status(Rules, [Existing(), Accepted(Existing())], Entry("Win-back", 1)));

    [Fact]
    public void Nothing_is_missing_when_the_history_does_not_even_show_what_was_accepted() =>
        Assert.Equal(UnknownReason.LacksAccepted, Reason(Rules, [Existing(), Accepted(Existing())]));

    [Fact]
    public void Nothing_is_missing_while_an_equal_accepted_send_has_not_settled()
    {
        KnownSend accepted = Accepted(Existing());
        KnownSend late = accepted with { Intent = accepted.Intent with { At = Nine.AddMinutes(16) }, FirstAt = Nine.AddMinutes(16) };

        Assert.Equal(
            UnknownReason.NotSettled,
            Reason(Rules with { Now = Nine.AddMinutes(17) }, [Existing(), late], Entry("Win-back", 1)));
    }

    [Fact]
    public void Two_devices_are_one_send_and_prove_no_second()
    {
        SmPushHistoryEntry entry = Entry("Win-back", 1);

        Assert.Equal(SmSendStatus.Accepted, Status(Rules, [Existing()], entry, entry));
        Assert.Equal(UnknownReason.ShowsSome, Reason(Rules, [Existing(), Accepted(Existing())], entry, entry));
    }

    [Fact]
    public void Equal_sends_at_other_times_do_not_count()
    {
        KnownSend weekBefore = Accepted(Existing());
        weekBefore = weekBefore with { Intent = weekBefore.Intent with { At = Nine.AddDays(-7) }, FirstAt = Nine.AddDays(-7) };

        Assert.Equal(SmSendStatus.Accepted, Status(Rules, [Existing(), weekBefore], Entry("Win-back", 1)));
        Assert.Equal(SmSendStatus.NotSent, Status(Rules, [Existing(), weekBefore], Entry("Win-back", -7 * 86_400)));
    }

    [Fact]
    public void An_entry_that_may_be_from_a_tag_proves_nothing()
    {
        KnownSend tag = Existing();
        tag = Accepted(tag with { Intent = tag.Intent with { RecipientType = AddresseeType.Tag, Recipient = "TAG: VIP" } });
        var match = new HistoryMatch([Existing()], [tag], Rules);

        Assert.Equal(UnknownReason.MayBeTag, Assert.Single(match.Decide([Entry("Win-back", 1)], isComplete: true)).Reason);
        Assert.Equal(
            SmSendStatus.NotSent, Assert.Single(new HistoryMatch([Existing()], [tag], Rules).Decide([], isComplete: true)).Status);
    }

    [Fact]
    public void An_entry_that_may_be_from_a_text_which_the_server_filled_proves_nothing()
    {
        KnownSend filled = Custom("Hello", "Now");
        filled = Accepted(filled with { Intent = filled.Intent with { Texts = null } });
        SmPushHistoryEntry entry = Entry("Custom push", 1) with { Title = "Hello", Message = "Now" };

        Assert.Equal(UnknownReason.ShowsSome, Reason(Rules, [Custom("Hello", "Now"), filled], entry));
    }

    [Fact]
    public void An_entry_that_fits_two_pushes_proves_nothing()
    {
        SmPushHistoryEntry entry = Entry("Win-back", 1) with { Title = "Hello", Message = "Now" };

        IReadOnlyList<Finding> findings = Decide(Rules, [Existing(), Custom("Hello", "Now")], entry);

        Assert.All(findings, finding => Assert.Equal(UnknownReason.FitsTwo, finding.Reason));
    }

    [Fact]
    public void Whatever_happened_to_nobody_who_got_it_is_it_missing_and_the_order_does_not_matter()
    {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++)
        {
            (List<KnownSend> sends, List<SmPushHistoryEntry> entries, HashSet<SendId> sent) = MakeUp(random);
            List<Finding> findings = [.. Decide(Rules, [.. sends], [.. entries])];

            Assert.All(findings.Where(one => one.Status == SmSendStatus.NotSent), one => Assert.DoesNotContain(one.Send.Intent.Id, sent));
            Assert.All(findings.Where(one => one.Status == SmSendStatus.Accepted), one => Assert.Contains(one.Send.Intent.Id, sent));
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sends));
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries));
            Assert.Equal(Summary(findings), Summary(Decide(Rules, [.. sends], [.. entries])));
        }

        static string Summary(IEnumerable<Finding> findings) =>
            string.Join(' ', findings.Select(one => $"{one.Send.Intent.Id}:{one.Status}:{one.Reason}").Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Up to five sends of two pushes to one person, some accepted, some unknown of which some arrived; and a history that shows what
    /// arrived.
    /// </summary>
    private (List<KnownSend> Sends, List<SmPushHistoryEntry> Entries, HashSet<SendId> Sent) MakeUp(Random random)
    {
        var sends = new List<KnownSend>();
        var entries = new List<SmPushHistoryEntry>();
        var sent = new HashSet<SendId>();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            string name = random.Next(2) == 0 ? "Win-back" : "Spring";
            KnownSend send = Existing(name);
            bool accepted = random.Next(3) == 0;
            sends.Add(accepted ? Accepted(send) : send);
            if (accepted || random.Next(2) == 0)
            {
                sent.Add(send.Intent.Id);
                entries.Add(Entry(name, 1 + entries.Count));
            }
        }

        return (sends, entries, sent);
    }

    private static IReadOnlyList<Finding> Decide(ResolveRules rules, KnownSend[] sends, params SmPushHistoryEntry[] entries) =>
        new HistoryMatch(sends, [], rules).Decide(entries, isComplete: true);

    private static SmSendStatus Status(ResolveRules rules, KnownSend[] sends, params SmPushHistoryEntry[] entries) =>
        Assert.Single(Decide(rules, sends, entries)).Status;

    private static string? Reason(ResolveRules rules, KnownSend[] sends, params SmPushHistoryEntry[] entries) =>
        Assert.Single(Decide(rules, sends, entries)).Reason;

    private static SmPushHistoryEntry Entry(string name, int seconds) =>
        new() { Name = name, Title = "t", Message = "m", MessageId = $"mid {seconds}", ConversationId = 1, SentDate = Nine.AddSeconds(seconds) };

    private static KnownSend Accepted(KnownSend send) => send with { Outcome = Outcome(send, SmSendStatus.Accepted, Nine.AddSeconds(1)) };

    private static JournalOutcome Outcome(KnownSend send, SmSendStatus status, DateTimeOffset at) =>
        new(send.Intent.Id, at, status, 1, null, null, null);

    private KnownSend Existing(string name = "Win-back") => Send(Clients.PushId, name, null);

    private KnownSend Custom(string title, string content) => Send(null, null, TextsHash.Of(title, content));

    private KnownSend Send(string? pushId, string? name, string? texts) => new(
        new JournalIntent(new SendId(0, (ulong)++_sends), Nine, "send push", "app", pushId, "ann@x.com")
        {
            RecipientType = AddresseeType.Email,
            PushName = name,
            Texts = texts,
        },
        null,
        Nine);
}
