using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class SendJournalTests : IDisposable
{
    private readonly Journals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Fact]
    public async Task A_second_run_skips_what_was_accepted_sends_what_failed_and_leaves_the_rest_unknown()
    {
        await _journals.WriteAsync(
            ("accepted@x.com", SmSendStatus.Accepted), ("failed@x.com", SmSendStatus.Failed), ("unknown@x.com", SmSendStatus.Unknown),
            ("cut@x.com", null));

        Assert.Equal(
            "Skip Send Unknown Unknown Send",
            _journals.Verdicts("accepted@x.com", "failed@x.com", "unknown@x.com", "cut@x.com", "new@x.com"));
    }

    [Fact]
    public async Task Only_a_run_that_resends_unknown_ones_sends_them_again()
    {
        await _journals.WriteAsync(("unknown@x.com", SmSendStatus.Unknown), ("cut@x.com", null), ("accepted@x.com", SmSendStatus.Accepted));
        JournalSnapshot snapshot = SendJournal.Peek(_journals.Path);

        Assert.Equal(JournalVerdict.Send, snapshot.Judge(Journals.Push("unknown@x.com"), resendUnknown: true));
        Assert.Equal(JournalVerdict.Send, snapshot.Judge(Journals.Push("cut@x.com"), resendUnknown: true));
        Assert.Equal(JournalVerdict.Skip, snapshot.Judge(Journals.Push("accepted@x.com"), resendUnknown: true));
    }

    [Fact]
    public async Task What_this_run_left_unknown_is_not_sent_again_by_this_run()
    {
        await using var journal = SendJournal.Open(_journals.Path);
        await Journals.WriteAsync(journal, "ann@x.com", SmSendStatus.Unknown, resendUnknown: true);

        using JournalClaim again = await journal.ClaimAsync([SendIdentity.Of(Journals.Push("ann@x.com"))], true, CancellationToken.None);

        Assert.Equal(JournalVerdict.Unknown, again.Verdict);
    }

    [Fact]
    public async Task The_same_send_waits_while_it_is_in_flight_and_then_follows_its_outcome()
    {
        SendId id = SendIdentity.Of(Journals.Push("ann@x.com"));
        await using var journal = SendJournal.Open(_journals.Path);
        JournalClaim first = await journal.ClaimAsync([id], false, CancellationToken.None);
        Task<JournalClaim> second = journal.ClaimAsync([id], false, CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);

        first.End(new JournalOutcome(id, DateTimeOffset.UnixEpoch, SmSendStatus.Accepted, 1, null, null, null));

        Assert.Equal(JournalVerdict.Skip, (await second).Verdict);
    }

    [Fact]
    public async Task A_claim_that_was_not_begun_leaves_no_trace()
    {
        SendId id = SendIdentity.Of(Journals.Push("ann@x.com"));
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            (await journal.ClaimAsync([id], false, CancellationToken.None)).Dispose();
            using JournalClaim again = await journal.ClaimAsync([id], false, CancellationToken.None);
            Assert.Equal(JournalVerdict.Send, again.Verdict);
        }

        Assert.Equal("Send", _journals.Verdicts("ann@x.com"));
        Assert.Empty(SendJournal.Read(_journals.Path));
    }

    [Fact]
    public async Task What_was_unknown_stays_so_when_the_run_stops_before_it_is_sent_again()
    {
        await _journals.WriteAsync(("ann@x.com", SmSendStatus.Unknown));
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            using JournalClaim claim =
                await journal.ClaimAsync([SendIdentity.Of(Journals.Push("ann@x.com"))], true, CancellationToken.None);
            await claim.BeginAsync(new JournalIntent(claim.Ids[0], DateTimeOffset.UnixEpoch, "send", null, null, "ann@x.com"));
        }

        Assert.Equal("Unknown", _journals.Verdicts("ann@x.com"));
    }

    [Fact]
    public async Task A_second_run_is_refused_while_the_first_one_holds_the_journal()
    {
        await using (SendJournal.Open(_journals.Path))
        {
            SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));
            Assert.Equal(SmFailureKind.Journal, refused.Kind);
            Assert.Contains("in use by another run", refused.Message);
            Assert.Contains(_journals.Path, refused.Message);
        }

        await using var free = SendJournal.Open(_journals.Path);
    }

    [Fact]
    public async Task A_journal_can_be_read_while_a_run_writes_it()
    {
        await using var journal = SendJournal.Open(_journals.Path);
        await Journals.WriteAsync(journal, "ann@x.com", SmSendStatus.Accepted);
        await Journals.WriteAsync(journal, "bob@x.com", null);

        SmJournalEntry bob = Assert.Single(SendJournal.Read(_journals.Path), entry => entry.Recipient == "bob@x.com");

        Assert.Equal(SmSendStatus.Unknown, bob.Status);
        Assert.Equal("Skip Unknown", _journals.Verdicts("ann@x.com", "bob@x.com"));
    }

    [Fact]
    public async Task A_run_can_start_while_somebody_reads_the_journal()
    {
        await _journals.WriteAsync(("ann@x.com", SmSendStatus.Accepted), ("bob@x.com", SmSendStatus.Accepted));
        using IEnumerator<SmJournalEntry> reading = SendJournal.Read(_journals.Path).GetEnumerator();
        Assert.True(reading.MoveNext());

        await using (var journal = SendJournal.Open(_journals.Path))
        {
            await Journals.WriteAsync(journal, "cut@x.com", SmSendStatus.Accepted);
        }

        Assert.True(reading.MoveNext());
        Assert.False(reading.MoveNext());
    }

    [Fact]
    public async Task Reading_tells_the_last_state_of_each_send_once()
    {
        await _journals.WriteAsync(("ann@x.com", SmSendStatus.Failed), ("bob@x.com", SmSendStatus.Accepted), ("cut@x.com", null));
        await _journals.WriteAsync(("ann@x.com", SmSendStatus.Accepted));

        SmJournalEntry[] entries = [.. SendJournal.Read(_journals.Path)];

        Assert.Equal(["bob@x.com", "cut@x.com", "ann@x.com"], entries.Select(e => e.Recipient));
        Assert.Equal([SmSendStatus.Accepted, SmSendStatus.Unknown, SmSendStatus.Accepted], entries.Select(e => e.Status));
        Assert.All(entries, entry => Assert.Equal(Clients.PushId, entry.PushId));
    }

    [Fact]
    public async Task The_file_is_readable_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of modes.");
        await _journals.WriteAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_journals.Path));
        }
    }

    [Theory]
    [InlineData("Email,Name\nann@x.com,Ann\n")]
    [InlineData("one line without an end")]
    public void A_file_that_is_no_journal_is_refused_and_left_as_it_is(string content)
    {
        File.WriteAllText(_journals.Path, content);

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));

        Assert.Contains("is not a send journal", refused.Message);
        Assert.Equal(content, File.ReadAllText(_journals.Path));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_told()
    {
        string path = System.IO.Path.Combine(_journals.Path, "missing", "a.journal");

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(path));

        Assert.Equal(SmFailureKind.Journal, refused.Kind);
        Assert.Contains(path, refused.Message);
    }

    [Fact]
    public void Peeking_at_a_journal_that_does_not_exist_makes_none()
    {
        Assert.Equal("Send", _journals.Verdicts("ann@x.com"));
        Assert.False(File.Exists(_journals.Path));
    }

    [Fact]
    public async Task Any_text_in_a_recipient_comes_back_as_it_was()
    {
        const string odd = "tab\t back\\slash line\nfeed return\r \\t end\\";
        await _journals.WriteAsync((odd, SmSendStatus.Accepted));

        Assert.Equal(odd, Assert.Single(SendJournal.Read(_journals.Path)).Recipient);
        Assert.Equal(3, File.ReadAllLines(_journals.Path, Encoding.UTF8).Length);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("replaced by a copy")]
    [InlineData("cut")]
    public async Task A_journal_that_is_deleted_replaced_or_cut_during_a_run_fails_the_next_intent(string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, nobody else can touch a journal in use.");
        var journal = SendJournal.Open(_journals.Path);
        await Journals.WriteAsync(journal, "ann@x.com", SmSendStatus.Accepted);
        if (how == "cut")
        {
            // As a tool does that knows nothing of locks: they are only advice there.
            using var shell = System.Diagnostics.Process.Start("/bin/sh", ["-c", ": > \"$0\"", _journals.Path]);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        else
        {
            byte[] copy = new byte[4096];
            using (FileStream reading = JournalReader.Open(_journals.Path))
            {
                copy = copy[..reading.Read(copy)];
            }

            File.Delete(_journals.Path);
            File.WriteAllBytes(how == "deleted" ? _journals.Path + ".other" : _journals.Path, copy);
        }

        SmException failed = await Assert.ThrowsAsync<SmException>(() => Journals.WriteAsync(journal, "bob@x.com", null));

        Assert.Contains("was deleted, moved, replaced or cut", failed.Message);
        await Assert.ThrowsAsync<SmException>(async () => await journal.DisposeAsync());
    }

    [Fact]
    public void A_device_a_pipe_and_a_folder_are_no_journals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs mkfifo.");
        string pipe = _journals.Path + ".pipe";
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            mkfifo.WaitForExit();
        }

        foreach (string path in new[] { pipe, "/dev/null", System.IO.Path.GetDirectoryName(pipe)! })
        {
            Assert.Contains("Give the path of a file.", Assert.Throws<SmException>(() => SendJournal.Open(path)).Message);
            Assert.Contains("Give the path of a file.", Assert.Throws<SmException>(() => SendJournal.Peek(path)).Message);
        }
    }

    [Fact]
    public void A_journal_on_a_disk_that_cannot_be_read_is_named_in_the_error()
    {
        var lines = new JournalLines((_, _) => throw new IOException("Input/output error"), "winback.journal");

        SmException failure = Assert.Throws<SmException>(() => lines.ReadHeader());

        Assert.Equal(SmFailureKind.Journal, failure.Kind);
        Assert.Equal("The journal winback.journal could not be read: Input/output error. Nothing was sent.", failure.Message);
    }

    [Fact]
    public async Task A_journal_cannot_be_opened_again_through_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        File.CreateSymbolicLink(_journals.Path + ".link", _journals.Path);
        await using var journal = SendJournal.Open(_journals.Path);

        Assert.Contains("in use by another run", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path + ".link")).Message);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_fails_the_send_that_waits_for_it_and_all_after()
    {
        using var file = new BrokenFile(_journals.Path);
        var journal = new SendJournal(new JournalFile(file, isChained: true, 0), new JournalTable<JournalState>());
        var intent = new JournalIntent(default, DateTimeOffset.UnixEpoch, "send", null, null, "ann@x.com");
        file.IsBroken = true;

        SmException failed = await Assert.ThrowsAsync<SmException>(() => journal.AppendDurablyAsync(intent));

        Assert.Equal(SmFailureKind.Journal, failed.Kind);
        Assert.Contains("could not be written: The disk is broken.", failed.Message);
        Assert.Same(failed, await Assert.ThrowsAsync<SmException>(() => journal.AppendDurablyAsync(intent)));
        Assert.Same(failed, await Assert.ThrowsAsync<SmException>(async () => await journal.DisposeAsync()));
    }
}
