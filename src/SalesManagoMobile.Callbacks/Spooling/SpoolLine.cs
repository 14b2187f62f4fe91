using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// One POST as one line of the spool: a JSON object that any tool can read, whose last member is a CRC-32C of all bytes
/// before that member. The body is text where it is text, else base64; either way it comes back byte for byte.
/// </summary>
internal static class SpoolLine
{
    /// <summary>Length of <c>,"crc":"01234567"}</c>. No text inside a line looks like it: its quotes are escaped.</summary>
    private const int SuffixLength = 18;

    /// <summary>A longer text is kept as base64: to escape it takes several times its length.</summary>
    private const int MaxTextBytes = 1024 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, with the LF that ends it.</summary>
    public static ReadOnlyMemory<byte> Encode(ReceivedPost post)
    {
        var line = new ArrayBufferWriter<byte>((post.Body.Length * 4 / 3) + 512);
        using (var writer = new Utf8JsonWriter(line, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, post.ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            WriteOptional(writer, "from"u8, post.SourceAddress);
            WriteOptional(writer, "type"u8, post.ContentType);
            WriteOptional(writer, "query"u8, post.Query);
            if (post.Body.Length <= MaxTextBytes && IsText(post.Body.Span))
            {
                writer.WriteString("body"u8, post.Body.Span);
            }
            else
            {
                writer.WriteBase64String("body64"u8, post.Body.Span);
            }

            // The object is ended by hand, behind the checksum.
            writer.Flush();
            writer.Reset(Stream.Null);
        }

        line.Write(Encoding.ASCII.GetBytes($$""","crc":"{{Checksum.Of(line.WrittenSpan):x8}}"}""" + "\n"));
        return line.WrittenMemory;
    }

    /// <summary>Reads a line without its LF; null when it is damaged.</summary>
    public static ReceivedPost? Decode(ReadOnlySpan<byte> line)
    {
        if (StatedChecksum(line) is not { } stated || stated != Checksum.Of(line[..^SuffixLength]))
        {
            return null;
        }

        try
        {
            return Read(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // The right checksum around members that we did not write: for the reader it is damage like any other.
            return null;
        }
    }

    /// <summary>The checksum that a line ends with; null when it does not end as a line of the spool does.</summary>
    public static uint? StatedChecksum(ReadOnlySpan<byte> line) =>
        line.Length > SuffixLength && line[^SuffixLength..].StartsWith(",\"crc\":\""u8) && line.EndsWith("\"}"u8)
        && Utf8Parser.TryParse(line[^10..^2], out uint checksum, out int consumed, 'x') && consumed == 8
            ? checksum
            : null;

    /// <summary>
    /// How much of what stands behind the last line feed is a line that was written to its end: 0 when it was cut. Whole or damaged, it is
    /// not to be removed.
    /// </summary>
    public static int FinishedLength(ReadOnlySpan<byte> tail)
    {
        int suffix = tail.LastIndexOf(",\"crc\":\""u8);
        return suffix >= 0 && tail.Length >= suffix + SuffixLength ? suffix + SuffixLength : 0;
    }

    /// <summary>
    /// Valid UTF-8 that does not swell much when escaped: a control character of one byte takes six, one of two bytes as well.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> body)
    {
        int controls = 0;
        foreach (byte b in body)
        {
            if (b is < (byte)' ' or 0x7F)
            {
                controls++;
            }
        }

        return controls <= body.Length / 8 && Utf8.IsValid(body);
    }

    /// <summary>Member by member: a document of all of it would copy the body several times.</summary>
    private static ReceivedPost? Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        DateTimeOffset? at = null;
        byte[]? body = null;
        string? from = null, type = null, query = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "at":
                    at = reader.GetDateTimeOffset();
                    break;
                case "from":
                    from = reader.GetString();
                    break;
                case "type":
                    type = reader.GetString();
                    break;
                case "query":
                    query = reader.GetString();
                    break;
                case "body":
                    body = Encoding.UTF8.GetBytes(reader.GetString() ?? "");
                    break;
                case "body64":
                    body = FromBase64(reader.ValueSpan);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return at is null || body is null ? null : new ReceivedPost
        {
            ReceivedAt = at.Value,
            SourceAddress = from,
            ContentType = type,
            Query = query,
            Body = body,
        };
    }

    private static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        byte[] bytes = new byte[text.Length / 4 * 3 - (text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out int written) == OperationStatus.Done && written == bytes.Length
            ? bytes
            : throw new FormatException();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
