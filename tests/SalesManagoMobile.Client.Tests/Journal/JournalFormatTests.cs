using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class JournalFormatTests
{
    private static readonly Gen<string?> Texts = Gen.Frequency(
        (1, Gen.Constant<string?>(null)),
        (
            5,
            Gen.Elements('a', 'ż', '\\', '\t', '\n', '\r', 'n', 't', ' ', '@')
                .NonEmptyListOf()
                .Select(letters => (string?)string.Concat(letters))));

    private static readonly Gen<SendId> Ids = from high in ArbMap.Default.GeneratorFor<ulong>()
                                              from low in ArbMap.Default.GeneratorFor<ulong>()
                                              select new SendId(high, low);

    private static readonly Gen<DateTimeOffset> Times = Gen.Choose(0, int.MaxValue)
        .Select(ms => DateTimeOffset.UnixEpoch.AddMilliseconds(1000L * ms));

    [Fact]
    public void Every_intent_reads_back_as_it_was_written() => Prop.ForAll(
        (from id in Ids
         from at in Times
         from texts in Texts.ArrayOf(6)
         from type in Gen.Elements([.. Enum.GetValues<AddresseeType>().Select(type => (AddresseeType?)type), null])
         from scheduled in Gen.OneOf(Times.Select(time => (DateTimeOffset?)time), Gen.Constant<DateTimeOffset?>(null))
         select new JournalIntent(id, at, texts[0] ?? "", texts[1], texts[2], texts[3])
         {
             RecipientType = type,
             ScheduledAt = scheduled,
             PushName = texts[4],
             Texts = texts[5],
         }).ToArbitrary(),
        intent => Assert.Equal(intent, RoundTrip(intent))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_outcome_reads_back_as_it_was_written() => Prop.ForAll(
        (from id in Ids
         from at in Times
         from status in Gen.Elements(SmSendStatus.Accepted, SmSendStatus.Failed, SmSendStatus.Unknown, SmSendStatus.NotSent)
         from attempts in Gen.Choose(0, 11)
         from failure in Gen.Elements([.. Enum.GetValues<SmFailureKind>().Select(kind => (SmFailureKind?)kind), null])
         from http in Gen.Elements<int?>(null, 200, 429, 503)
         from texts in Texts.ArrayOf(2)
         from sent in Gen.OneOf(Times.Select(time => (DateTimeOffset?)time), Gen.Constant<DateTimeOffset?>(null))
         select new JournalOutcome(id, at, status, attempts, failure, http, texts[0]) { MessageId = texts[1], SentDate = sent })
        .ToArbitrary(),
        outcome => Assert.Equal(outcome, RoundTrip(outcome))).QuickCheckThrowOnFailure();

    private static JournalRecord? RoundTrip(JournalRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        const uint before = 0x89ABCDEF;
        uint checksum = JournalFormat.Write(buffer, record, before);
        Assert.Equal(buffer.WrittenCount - 1, buffer.WrittenSpan.IndexOf((byte)'\n'));
        ReadOnlySpan<byte> line = buffer.WrittenSpan[..^1];
        Assert.True(JournalFormat.IsWhole(line, before, out uint stated));
        Assert.Equal(checksum, stated);
        Assert.False(JournalFormat.IsWhole(line, before + 1, out _));
        Assert.True(JournalFormat.TryReadState(line, out SendId id, out SmSendStatus? outcome));
        Assert.Equal(record.Id, id);
        Assert.Equal((record as JournalOutcome)?.Status, outcome);
        return JournalFormat.Read(line);
    }
}
