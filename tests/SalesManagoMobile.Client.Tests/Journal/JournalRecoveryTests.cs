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

    private readonly Journals _journals = new();

    public void Dispose() => _journals.Dispose();

    [Fact]
    public async Task Cut_at_any_byte_it_opens_with_the_state_of_the_last_whole_record_and_takes_more()
    {
        await _journals.WriteAsync(Sends);
        byte[] whole = File.ReadAllBytes(_journals.Path);
        string[] emails = [.. Sends.Select(s => s.Email).Distinct()];

        for (int length = 0; length <= whole.Length; length++)
        {
            byte[] cut = whole[..length];
            int lastLine = Array.LastIndexOf(cut, (byte)'\n') + 1;
            File.WriteAllBytes(_journals.Path, cut[..lastLine]);
            string expected = _journals.Verdicts(emails);

            File.WriteAllBytes(_journals.Path, cut);
            Assert.Equal(expected, _journals.Verdicts(emails));
            await _journals.WriteAsync(("new@x.com", SmSendStatus.Accepted));

            Assert.Equal(expected + " Skip", _journals.Verdicts([.. emails, "new@x.com"]));
            Assert.StartsWith(Convert.ToHexString(cut[..lastLine]), Convert.ToHexString(File.ReadAllBytes(_journals.Path)));
        }
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
                || (line == 1 && refused.Message.Contains("not a send journal", StringComparison.Ordinal)),
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

        Assert.Contains("damaged in line", Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path)).Message, StringComparison.Ordinal);
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
    public async Task A_journal_of_another_version_is_refused_by_that_name()
    {
        await _journals.WriteAsync();
        string header = File.ReadAllText(_journals.Path);
        byte[] other = MakeHeader("2");
        File.WriteAllBytes(_journals.Path, other);

        SmException refused = Assert.Throws<SmException>(() => SendJournal.Open(_journals.Path));

        Assert.Contains("another version", refused.Message);
        Assert.NotEqual(header, File.ReadAllText(_journals.Path));
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

    private static byte[] MakeHeader(string version)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        JournalFormat.WriteHeader(buffer, version);
        return buffer.WrittenSpan.ToArray();
    }
}
