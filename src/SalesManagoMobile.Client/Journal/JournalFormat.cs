using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// The text of a journal: a header, then one record a line, fields separated by tabs, the last one a CRC-32C of what is before it.
/// <code>
/// salesmanago-send-journal  1  checksum
/// intent   id  unix-ms  operation  application  push  recipient  checksum
/// outcome  id  unix-ms  status  attempts  failure  http-status  message  checksum
/// </code>
/// An absent field is empty. In a field, backslash, tab, line feed and carriage return are written \\ \t \n \r.
/// The checksum tells a damaged line from a good one; a line without its line feed was cut by a crash.
/// </summary>
internal static class JournalFormat
{
    private const string Magic = "salesmanago-send-journal";
    private const string Version = "1";
    private const string IntentMark = "intent";
    private const string OutcomeMark = "outcome";
    private const int ChecksumLength = 8;

    /// <summary>The first line, with its line feed.</summary>
    public static ReadOnlySpan<byte> Header => HeaderBytes;

    private static readonly byte[] HeaderBytes = MakeHeader();

    /// <summary>Appends the first line of a journal of a version.</summary>
    public static void WriteHeader(ArrayBufferWriter<byte> buffer, string version)
    {
        int start = buffer.WrittenCount;
        Raw(buffer, Magic);
        Field(buffer, version);
        Close(buffer, start);
    }

    /// <summary>Appends a record as one line.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, JournalRecord record)
    {
        int start = buffer.WrittenCount;
        bool intent = record is JournalIntent;
        Raw(buffer, intent ? IntentMark : OutcomeMark);
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

        Close(buffer, start);
    }

    /// <summary>Whether a line, without its line feed, carries the checksum of its content.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        int end = line.Length - ChecksumLength - 1;
        if (end <= 0 || line[end] != (byte)'\t')
        {
            return false;
        }

        // Compared as it is written: read as a number, a digit whose case was changed would pass.
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        return Utf8Formatter.TryFormat(Checksum(line[..end]), checksum, out _, new StandardFormat('x', ChecksumLength))
            && line[(end + 1)..].SequenceEqual(checksum);
    }

    /// <summary>Whether the bytes could be the beginning of a header that a crash cut.</summary>
    public static bool MayBeHeader(ReadOnlySpan<byte> start) => HeaderBytes.AsSpan().StartsWith(start);

    /// <summary>Whether a line is the header of some version of a journal.</summary>
    public static bool IsAnyHeader(ReadOnlySpan<byte> line) => line.StartsWith(HeaderBytes.AsSpan(0, Magic.Length + 1));

    /// <summary>Reads what recovery needs: the id, and the status when it is an outcome. The line must be whole.</summary>
    public static bool TryReadState(ReadOnlySpan<byte> line, out SendId id, out SmSendStatus? outcome)
    {
        outcome = null;
        bool intent = TakeField(ref line).SequenceEqual("intent"u8);
        if (!SendId.TryParse(TakeField(ref line), out id))
        {
            return false;
        }

        if (intent)
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
        bool intent = TakeField(ref line).SequenceEqual("intent"u8);
        if (!SendId.TryParse(TakeField(ref line), out SendId id))
        {
            return null;
        }

        if (ReadNumber(TakeField(ref line)) is not { } ms)
        {
            return null;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        string? first = Text(TakeField(ref line));
        if (intent)
        {
            return new JournalIntent(id, at, first ?? "", Text(TakeField(ref line)), Text(TakeField(ref line)), Text(TakeField(ref line)));
        }

        if (!Enum.TryParse(first, out SmSendStatus status))
        {
            return null;
        }

        int attempts = (int)(ReadNumber(TakeField(ref line)) ?? 0);
        SmFailureKind? failure = Enum.TryParse(Text(TakeField(ref line)), out SmFailureKind kind) ? kind : null;
        return new JournalOutcome(id, at, status, attempts, failure, (int?)ReadNumber(TakeField(ref line)), Text(TakeField(ref line)));
    }

    private static void WriteIntent(ArrayBufferWriter<byte> buffer, JournalIntent intent)
    {
        Field(buffer, intent.Operation);
        Field(buffer, intent.ApplicationId);
        Field(buffer, intent.PushId);
        Field(buffer, intent.Recipient);
    }

    private static void WriteOutcome(ArrayBufferWriter<byte> buffer, JournalOutcome outcome)
    {
        Field(buffer, outcome.Status.ToString());
        Number(buffer, outcome.Attempts);
        Field(buffer, outcome.Failure?.ToString());
        Number(buffer, outcome.HttpStatus);
        Field(buffer, outcome.Message);
    }

    private static byte[] MakeHeader()
    {
        var buffer = new ArrayBufferWriter<byte>();
        WriteHeader(buffer, Version);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Close(ArrayBufferWriter<byte> buffer, int start)
    {
        uint checksum = Checksum(buffer.WrittenSpan[start..]);
        Raw(buffer, string.Create(CultureInfo.InvariantCulture, $"\t{checksum:x8}\n"));
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long? number) => Field(buffer, number?.ToString(CultureInfo.InvariantCulture));

    private static void Field(ArrayBufferWriter<byte> buffer, string? value)
    {
        Raw(buffer, "\t");
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        bool plain = value.AsSpan().IndexOfAny('\\', '\t', '\n') < 0 && !value.Contains('\r', StringComparison.Ordinal);
        Raw(buffer, plain ? value : value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal));
    }

    private static void Raw(ArrayBufferWriter<byte> buffer, string text) => Encoding.UTF8.GetBytes(text, buffer);

    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> line)
    {
        int end = line.IndexOf((byte)'\t');
        ReadOnlySpan<byte> field = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return field;
    }

    private static long? ReadNumber(ReadOnlySpan<byte> field) =>
        Utf8Parser.TryParse(field, out long number, out int used) && used == field.Length ? number : null;

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

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
