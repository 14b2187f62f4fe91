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

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, with the LF that ends it.</summary>
    public static byte[] Encode(ReceivedPost post)
    {
        var line = new ArrayBufferWriter<byte>(post.Body.Length + 256);
        using (var writer = new Utf8JsonWriter(line, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, post.ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            WriteOptional(writer, "from"u8, post.SourceAddress);
            WriteOptional(writer, "type"u8, post.ContentType);
            WriteOptional(writer, "query"u8, post.Query);
            if (IsText(post.Body.Span))
            {
                writer.WriteString("body"u8, post.Body.Span);
            }
            else
            {
                writer.WriteBase64String("body64"u8, post.Body.Span);
            }

            writer.WriteEndObject();
        }

        ReadOnlySpan<byte> content = line.WrittenSpan[..^1];
        return [.. content, .. Encoding.ASCII.GetBytes($$""","crc":"{{Checksum.Of(content):x8}}"}"""), (byte)'\n'];
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
            using var document = JsonDocument.Parse(line.ToArray());
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
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

    private static ReceivedPost Read(JsonElement root) => new()
    {
        ReceivedAt = root.GetProperty("at"u8).GetDateTimeOffset(),
        SourceAddress = Optional(root, "from"u8),
        ContentType = Optional(root, "type"u8),
        Query = Optional(root, "query"u8),
        Body = root.TryGetProperty("body64"u8, out JsonElement bytes)
            ? bytes.GetBytesFromBase64()
            : Encoding.UTF8.GetBytes(root.GetProperty("body"u8).GetString() ?? ""),
    };

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static string? Optional(JsonElement root, ReadOnlySpan<byte> name) =>
        root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
