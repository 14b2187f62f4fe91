using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>
/// The text of a journal: a header, then one record a line, fields separated by tabs, the last one a CRC-32C.
/// <code>
/// salesmanago-send-journal  2  sealed-length  sealed-checksum  [shard]  checksum
/// intent   id  unix-ms  operation  application  push  recipient  recipient-type  scheduled-unix-ms  push-name  texts  checksum
/// outcome  id  unix-ms  status  attempts  failure  http-status  message  message-id  sent-unix-ms  checksum
/// </code>
/// An absent field is empty. In a field, backslash, tab, line feed and carriage return are written \\ \t \n \r.
/// A record's checksum covers the record and all before it, so a record that is missing, moved or changed shows. The header seals where the
/// records on the device end, so a file that was cut shows, too. A journal of a shard names it there.
/// Version 1 has neither: its header is <c>salesmanago-send-journal 1 checksum</c>, each checksum covers its own line, and an intent ends with
/// the recipient and an outcome with the message.
/// </summary>
internal static partial class JournalFormat
{
    private const int IntentFields = 12;
    private const int OutcomeFields = 11;

    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\t\n\r");

    /// <summary>Appends a record as one line.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="record">The record.</param>
    /// <param name="before">The checksum of the record before it; 0 for the first one, and always in a journal of version 1.</param>
    /// <returns>The record's checksum.</returns>
    public static uint Write(ArrayBufferWriter<byte> buffer, JournalRecord record, uint before)
    {
        int start = buffer.WrittenCount;
        bool isIntent = record is JournalIntent;
        buffer.Write(isIntent ? "intent"u8 : "outcome"u8);
        Field(buffer, record.Id.ToString());
        Number(buffer, record.At.ToUnixTimeMilliseconds());
        if (record is JournalIntent i)
        {
            WriteIntent(buffer, i);
        }
        else
        {
            WriteOutcome(buffer, (JournalOutcome)record);
        }

        return Close(buffer, start, before);
    }

    /// <summary>Whether a line, without its line feed, carries the checksum of its content.</summary>
    /// <param name="line">The line.</param>
    /// <param name="before">See <see cref="Write"/>.</param>
    /// <param name="checksum">The checksum that it carries.</param>
    public static bool IsWhole(ReadOnlySpan<byte> line, uint before, out uint checksum)
    {
        checksum = 0;
        int end = line.Length - Checksum.TextLength - 1;
        return end > 0
            && line[end] == (byte)'\t'
            && Checksum.TryRead(line[(end + 1)..], out checksum)
            && checksum == Checksum.Of(line[..end], before);
    }

    /// <summary>
    /// Whether the bytes behind the last line feed can be what a crash left of a record: a part of one, and not a whole one that was
    /// changed.
    /// </summary>
    public static bool IsTorn(ReadOnlySpan<byte> tail, uint before)
    {
        bool isIntent = IsStartOf(tail, "intent\t"u8);
        if (!isIntent && !IsStartOf(tail, "outcome\t"u8))
        {
            return false;
        }

        int fields = 1;
        for (int i = 0; i < tail.Length; i++)
        {
            fields += tail[i] == (byte)'\t' ? 1 : 0;
            if (IsWhole(tail[..i], before, out _))
            {
                return false;
            }
        }

        return fields < (isIntent ? IntentFields : OutcomeFields) || tail.Length - tail.LastIndexOf((byte)'\t') <= Checksum.TextLength;
    }

    /// <summary>Reads what recovery needs: the id, and the status when it is an outcome. The line must be whole.</summary>
    public static bool TryReadState(ReadOnlySpan<byte> line, out SendId id, out SmSendStatus? outcome)
    {
        outcome = null;
        bool isIntent = TakeField(ref line).SequenceEqual("intent"u8);
        if (!SendId.TryParse(TakeField(ref line), out id))
        {
            return false;
        }

        if (isIntent)
        {
            return true;
        }

        TakeField(ref line);
        if (!Enum.TryParse(Text(TakeField(ref line)), out SmSendStatus status))
        {
            return false;
        }

        outcome = status;
        return true;
    }

    /// <summary>Reads a whole record. The line must be whole.</summary>
    public static JournalRecord? Read(ReadOnlySpan<byte> line)
    {
        line = line[..Math.Max(0, line.LastIndexOf((byte)'\t'))];
        bool isIntent = TakeField(ref line).SequenceEqual("intent"u8);
        if (!SendId.TryParse(TakeField(ref line), out SendId id) || ReadTime(TakeField(ref line)) is not { } at)
        {
            return null;
        }

        string? first = Text(TakeField(ref line));
        if (isIntent)
        {
            return new JournalIntent(id, at, first ?? "", Text(TakeField(ref line)), Text(TakeField(ref line)), Text(TakeField(ref line)))
            {
                RecipientType = Enum.TryParse(Text(TakeField(ref line)), out AddresseeType type) ? type : null,
                ScheduledAt = ReadTime(TakeField(ref line)),
                PushName = Text(TakeField(ref line)),
                Texts = Text(TakeField(ref line)),
            };
        }

        if (!Enum.TryParse(first, out SmSendStatus status))
        {
            return null;
        }

        int attempts = (int)(ReadNumber(TakeField(ref line)) ?? 0);
        SmFailureKind? failure = Enum.TryParse(Text(TakeField(ref line)), out SmFailureKind kind) ? kind : null;
        return new JournalOutcome(id, at, status, attempts, failure, (int?)ReadNumber(TakeField(ref line)), Text(TakeField(ref line)))
        {
            MessageId = Text(TakeField(ref line)),
            SentDate = ReadTime(TakeField(ref line)),
        };
    }

    private static void WriteIntent(ArrayBufferWriter<byte> buffer, JournalIntent intent)
    {
        Field(buffer, intent.Operation);
        Field(buffer, intent.ApplicationId);
        Field(buffer, intent.PushId);
        Field(buffer, intent.Recipient);
        Field(buffer, intent.RecipientType?.ToString());
        Number(buffer, intent.ScheduledAt?.ToUnixTimeMilliseconds());
        Field(buffer, intent.PushName);
        Field(buffer, intent.Texts);
    }

    private static void WriteOutcome(ArrayBufferWriter<byte> buffer, JournalOutcome outcome)
    {
        Field(buffer, outcome.Status.ToString());
        Number(buffer, outcome.Attempts);
        Field(buffer, outcome.Failure?.ToString());
        Number(buffer, outcome.HttpStatus);
        Field(buffer, outcome.Message);
        Field(buffer, outcome.MessageId);
        Number(buffer, outcome.SentDate?.ToUnixTimeMilliseconds());
    }

    private static uint Close(ArrayBufferWriter<byte> buffer, int start, uint before)
    {
        uint checksum = Checksum.Of(buffer.WrittenSpan[start..], before);
        Span<byte> end = buffer.GetSpan(Checksum.TextLength + 2);
        end[0] = (byte)'\t';
        Checksum.Write(checksum, end[1..]);
        end[Checksum.TextLength + 1] = (byte)'\n';
        buffer.Advance(Checksum.TextLength + 2);
        return checksum;
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long? number) =>
        Field(buffer, number?.ToString(CultureInfo.InvariantCulture));

    private static void Field(ArrayBufferWriter<byte> buffer, string? value)
    {
        if (value.AsSpan().ContainsAny(Escaped))
        {
            value = value!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        }

        Span<byte> field = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(value?.Length ?? 0) + 1);
        field[0] = (byte)'\t';
        buffer.Advance(Encoding.UTF8.GetBytes(value, field[1..]) + 1);
    }

    private static bool IsStartOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> whole) =>
        bytes.Length < whole.Length ? whole.StartsWith(bytes) : bytes.StartsWith(whole);

    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)'\t');
        ReadOnlySpan<byte> field = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return field;
    }

    private static long? ReadNumber(ReadOnlySpan<byte> field) =>
        Utf8Parser.TryParse(field, out long number, out int used) && used == field.Length ? number : null;

    private static DateTimeOffset? ReadTime(ReadOnlySpan<byte> field) =>
        ReadNumber(field) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    private static string? Text(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(field);
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i == text.Length)
            {
                plain.Append(text[Math.Min(i, text.Length - 1)]);
            }
            else
            {
                plain.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', char other => other });
            }
        }

        return plain.ToString();
    }
}
