using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A journal is opened after it was cut or damaged.</summary>
public sealed class JournalRecoveryTests : IDisposable
{
    private static readonly (string Email, SmSendStatus? Outcome)[] Sends =
    [
        ("ann@x.com", SmSendStatus.Accepted), ("bob@x.com", SmSendStatus.Failed), ("cut@x.com", null),
        ("dora@x.com", SmSendStatus.Unknown), ("żaneta\t💰@x.com", SmSendStatus.Accepted), ("bob@x.com", SmSendStatus.Accepted),
    ];

    /// <summary>A journal as the first version wrote it.</summary>
    private const string Version1 =
        "salesmanago-send-journal\t1\t3f48ed2a\n"
        + "intent\t535d20afe7932a9c82499b10fdba7ca4\t1772442000000\tsend existing "
        + "push\tmy_example_app\ta1b2c3d4-0000-4000-8000-00000000c3d4\tann@x.com\t056863e4\n"
        + "outcome\t535d20afe7932a9c82499b10fdba7ca4\t1772442001000\tAccepted\t1\t\t\t\ta19ac46a\n"
        + "intent\tf5cba96283eab73ba0f1a7e6ce83e7d8\t1772442000000\tsend existing "
        + "push\tmy_example_app\ta1b2c3d4-0000-4000-8000-00000000c3d4\tbob@x.com\teafbac73\n"
        + "outcome\tf5cba96283eab73ba0f1a7e6ce83e7d8\t1772442001000\tFailed\t1\t\t\t\t447ae15e\n"
        + "intent\t3376734071163119167b80614a9e3d46\t1772442000000\tsend existing "
        + "push\tmy_example_app\ta1b2c3d4-0000-4000-8000-00000000c3d4\tcut@x.com\t5eb02cc3\n";

    private readonly Journals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Fact]
    public async Task Cut_at_any_byte_by_a_crash_it_opens_with_the_state_of_the_last_whole_record_and_takes_more()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = Journals.Unsealed(File.ReadAllBytes(_journals.Path));
        string[] emails = [.. Sends.Select(s => s.Email).Distinct()];

        for (int length = 0; length <= whole.Length; length++)
        {
            byte[] cut = whole[..length];
            int lastLine = Array.LastIndexOf(cut, (byte)'\n') + 1;
            bool lacksLineFeed = lastLine > 0 && length < whole.Length && whole[length] == '\n';
            byte[] expectedStart = lacksLineFeed ? whole[..(length + 1)] : cut[..lastLine];
            File.WriteAllBytes(_journals.Path, expectedStart);
            string expected = _journals.Verdicts(emails);

            File.WriteAllBytes(_journals.Path, cut);
            Assert.Equal(expected, _journals.Verdicts(emails));
            await _journals.WriteAsync(("new@x.com", SmSendStatus.Accepted));

            Assert.Equal(expected + " Skip", _journals.Verdicts([.. emails, "new@x.com"]));
            Assert.StartsWith(
                Convert.ToHexString(expectedStart.AsSpan(Math.Min(expectedStart.Length, JournalFormat.HeaderLength))),
                Convert.ToHexString(File.ReadAllBytes(_journals.Path).AsSpan(JournalFormat.HeaderLength)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task A_last_record_that_lost_its_line_feed_counts(string instead)
    {
        await _journals.WriteAsync(("ann@x.com", SmSendStatus.Accepted));
        File.WriteAllText(_journals.Path, File.ReadAllText(_journals.Path)[..^1] + instead);

        Assert.Equal("Skip", _journals.Verdicts("ann@x.com"));
        Assert.Equal(SmSendStatus.Accepted, Assert.Single(SendJournal.Read(_journals.Path)).Status);
        await _journals.WriteAsync(("bob@x.com", SmSendStatus.Accepted));
        Assert.Equal("Skip Skip", _journals.Verdicts("ann@x.com", "bob@x.com"));
        await _journals.WriteAsync();
    }

    [Fact]
    public async Task A_last_line_feed_that_became_another_byte_is_damage()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = Journals.Unsealed(File.ReadAllBytes(_journals.Path));
        for (int value = 1; value <= 255; value++)
        {
            whole[^1] = (byte)value;
            File.WriteAllBytes(_journals.Path, whole);

            if (value != '\n')
            {
                Assert.Contains("damaged in line 12,", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message);
            }
        }
    }

    [Fact]
    public async Task Last_bytes_that_changed_together_with_the_line_feed_are_damage()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = Journals.Unsealed(File.ReadAllBytes(_journals.Path));
        whole.AsSpan(whole.Length - 4).Fill((byte)'~');
        File.WriteAllBytes(_journals.Path, whole);

        Assert.Contains("damaged in line 12,", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message);
    }

    [Fact]
    public async Task A_journal_that_lost_its_end_is_refused_at_any_length()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = File.ReadAllBytes(_journals.Path);
        for (int length = JournalFormat.HeaderLength; length < whole.Length - 1; length++)
        {
            byte[] cut = whole[..length];
            File.WriteAllBytes(_journals.Path, cut);

            string message = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message;

            Assert.Contains("has lost its end", message);
            Assert.Contains("whatever was sent after that would be sent again", message);
            Assert.Equal(message, Assert.Throws<SmException>(() => SendJournal.Peek(_journals.Path)).Message);
            Assert.Equal(message, Assert.Throws<SmException>(() => JournalReader.ReadReached(_journals.Path, (_, _) => { })).Message);
            Assert.Equal(cut, File.ReadAllBytes(_journals.Path));
        }
    }

    [Fact]
    public async Task A_journal_that_lost_its_end_before_others_wrote_to_it_is_refused()
    {
        await _journals.WriteAsync(Sends);
        string[] whole = File.ReadAllLines(_journals.Path);
        for (int missing = 1; missing < whole.Length - 1; missing++)
        {
            File.WriteAllText(_journals.Path, string.Concat(whole.Where((_, i) => i != missing).Select(line => line + "\n")));

            Assert.Contains(
                $"damaged in line {missing + 1}, or lines before it are missing",
                Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message);
        }

        // Without the seal, another run wrote on where the end was lost. What it wrote seals its own end.
        byte[] start = System.Text.Encoding.UTF8.GetBytes(string.Concat(whole[..^4].Select(line => line + "\n")));
        File.WriteAllBytes(_journals.Path, Journals.Unsealed(start));
        await _journals.WriteAsync(
            ("new@x.com", SmSendStatus.Accepted), ("more@x.com", SmSendStatus.Accepted), ("last@x.com", SmSendStatus.Accepted));
        string[] other = File.ReadAllLines(_journals.Path);
        File.WriteAllText(_journals.Path, string.Concat(other.Skip(1).Prepend(whole[0]).Select(line => line + "\n")));

        Assert.Contains("has lost its end", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message);
    }

    [Fact]
    public async Task A_run_that_was_killed_leaves_its_flushed_records_sealed_but_the_last_ones()
    {
        byte[] killed;
        await using (var journal = SendJournal.Open(_journals.Path))
        {
            await Journals.WriteAsync(journal, "ann@x.com", SmSendStatus.Accepted);
            await Journals.WriteAsync(journal, "bob@x.com", null);
            using FileStream file = JournalReader.Open(_journals.Path);
            killed = new byte[file.Length];
            await file.ReadExactlyAsync(killed, TestContext.Current.CancellationToken);
        }

        int firstRecord = Array.IndexOf(killed, (byte)'\n', JournalFormat.HeaderLength) + 1;
        File.WriteAllBytes(_journals.Path, killed[..firstRecord]);
        await _journals.WriteAsync();
        File.WriteAllBytes(_journals.Path, killed[..(firstRecord - 2)]);
        Assert.Contains("has lost its end", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message);
    }

    [Fact]
    public async Task A_journal_of_the_first_version_is_read_and_continued()
    {
        File.WriteAllText(_journals.Path, Version1);

        Assert.Equal("Skip Send Unknown Send", _journals.Verdicts("ann@x.com", "bob@x.com", "cut@x.com", "new@x.com"));
        await _journals.WriteAsync(("new@x.com", SmSendStatus.Accepted));

        Assert.Equal("Skip Send Unknown Skip", _journals.Verdicts("ann@x.com", "bob@x.com", "cut@x.com", "new@x.com"));
        Assert.StartsWith(Version1, File.ReadAllText(_journals.Path), StringComparison.Ordinal);
        SmJournalEntry[] entries = [.. SendJournal.Read(_journals.Path)];
        Assert.Equal(["ann@x.com", "bob@x.com", "cut@x.com", "new@x.com"], entries.Select(entry => entry.Recipient).Order());
    }

    [Fact]
    public async Task Any_changed_byte_in_a_whole_line_is_told_with_its_line_and_nothing_is_touched()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = File.ReadAllBytes(_journals.Path);
        Gen<(int At, byte Value)> changes = from at in Gen.Choose(0, whole.Length - 1)
                                            from value in Gen.Choose(0, 255)
                                            where (byte)value != whole[at] && value != '\n' && whole[at] != '\n'
                                            select (at, (byte)value);

        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            byte[] damaged = [.. whole];
            damaged[change.At] = change.Value;
            File.WriteAllBytes(_journals.Path, damaged);
            int line = whole.AsSpan(0, change.At).Count((byte)'\n') + 1;

            SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));

            Assert.Equal(SmFailureKind.Journal, refused.Kind);
            Assert.True(
                refused.Message.Contains($"damaged in line {line},", StringComparison.Ordinal)
                || (line == 1 && (refused.Message.Contains("not a send journal", StringComparison.Ordinal)
                    || refused.Message.Contains("Line 1 of the journal", StringComparison.Ordinal))),
                refused.Message);
            Assert.Equal(damaged, File.ReadAllBytes(_journals.Path));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_checksum_in_capitals_is_damage_too()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = File.ReadAllBytes(_journals.Path);
        int at = Array.FindLastIndex(whole, b => b is >= (byte)'a' and <= (byte)'f');
        whole[at] = (byte)char.ToUpperInvariant((char)whole[at]);
        File.WriteAllBytes(_journals.Path, whole);

        Assert.Contains(
            "damaged in line", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_lost_its_line_feed_in_the_middle_is_damage_and_not_a_cut()
    {
        await _journals.WriteAsync(Sends);
        string[] lines = File.ReadAllLines(_journals.Path);
        File.WriteAllText(_journals.Path, $"{lines[0]}\n{lines[1]}{lines[2]}\n{lines[3]}\n");

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));

        Assert.Contains("damaged in line 2,", refused.Message);
    }

    [Fact]
    public void A_journal_of_another_version_is_refused_by_that_name()
    {
        const string other = "salesmanago-send-journal\t3\tsomething\n";
        File.WriteAllText(_journals.Path, other);

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));

        Assert.Contains("another version", refused.Message);
        Assert.Equal(other, File.ReadAllText(_journals.Path));
    }

    [Fact]
    public void The_table_behaves_as_a_dictionary()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Check(new Random(seed))).QuickCheckThrowOnFailure();

        static void Check(Random random)
        {
            // Ids that share their first bits, their last bits, or both, so that parts are split unevenly and slots collide.
            (SendId Id, byte Value)[] entries = [.. Enumerable.Range(0, random.Next(4000)).Select(_ => (
                new SendId(0, ((ulong)(uint)random.Next(4) << 62) | ((ulong)(uint)random.Next(5000) << 49) | (uint)random.Next(256)),
                (byte)random.Next(1, 256)))];
            var table = new JournalTable<byte>();
            var expected = new Dictionary<SendId, byte>();
            foreach ((SendId id, byte value) in entries)
            {
                table.Set(id, value);
                expected[id with { Low = Math.Max(1, id.Low) }] = value;
            }

            Assert.Equal(expected.Count, table.Count);
            foreach ((SendId id, byte value) in expected)
            {
                Assert.Equal(value, table.Get(id));
            }

            Assert.Equal(0, table.Get(new SendId(0, ulong.MaxValue)));
        }
    }
}
