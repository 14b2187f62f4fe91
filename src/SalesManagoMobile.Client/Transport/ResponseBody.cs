using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace SalesManagoMobile.Client;

/// <summary>
/// The beginning of a response's body. Secrets are masked before anything else reads a text of it, so that no field can show one.
/// </summary>
internal sealed class ResponseBody
{
    private const int FirstBuffer = 4096;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<byte> _masked;
    private readonly Secrets _secrets;

    private ResponseBody(ReadOnlyMemory<byte> bytes, bool wasCut, Secrets secrets)
    {
        (_bytes, WasCut, _secrets) = (bytes, wasCut, secrets);
        _masked = secrets.Mask(bytes.Span) ?? bytes;
    }

    public bool IsEmpty => _bytes.IsEmpty;

    /// <summary>Whether there was more than was read.</summary>
    public bool WasCut { get; }

    /// <summary>
    /// Reads to the end, but at most <paramref name="limit"/> bytes, and little of what says beforehand that it is larger.
    /// </summary>
    /// <exception cref="InvalidDataException">The body is encoded in a way that was not asked for and is not known.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpContent content, int limit, Secrets secrets, CancellationToken cancellationToken)
    {
        bool isLarger = content.Headers.ContentLength > limit;
        limit = isLarger ? Math.Min(limit, FirstBuffer) : limit;

        // One byte more than it says, to see the end.
        int expected = content.Headers.ContentLength is { } said and < FirstBuffer ? (int)said + 1 : FirstBuffer;
        byte[] buffer = new byte[Math.Min(limit, expected)];
        int length = 0;
        Stream stream = Decoded(await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), content.Headers.ContentEncoding);
        await using (stream.ConfigureAwait(false))
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0;)
            {
                length += read;
                if (length == limit)
                {
                    isLarger |= await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
                    break;
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * length, limit));
                }
            }
        }

        return new ResponseBody(Readable(buffer.AsMemory(0, length)), isLarger, secrets);
    }

    /// <summary>The first characters as text, whatever it is.</summary>
    public string Text(int characters)
    {
        ReadOnlySpan<byte> bytes = _masked.Span;
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, characters * 4)]);
        return text.Length <= characters ? text : text[..(char.IsHighSurrogate(text[characters - 1]) ? characters - 1 : characters)];
    }

    /// <summary>Whether a pattern occurs in the text as it came. Without its zeros UTF-16 and UTF-32 read as well.</summary>
    public bool Contains(Regex pattern) =>
        pattern.IsMatch(Encoding.UTF8.GetString(_bytes.Span).Replace("\0", "", StringComparison.Ordinal));

    /// <summary>The JSON object that the body is, or null: plain text, HTML or another value.</summary>
    public JsonDocument? ParseObject()
    {
        try
        {
            var json = JsonDocument.Parse(_bytes, Lenient);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return _masked.Equals(_bytes) ? json : Masked(json);
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // What plain text or HTML says is shown, not what a parser thinks of it.
        }

        return null;
    }

    /// <summary>Responses are small, so no compression is requested. A response that is compressed anyway is decompressed.</summary>
    private static Stream Decoded(Stream stream, ICollection<string> encodings)
    {
        // Most responses name none, and need no text to compare.
        string encoding = encodings.Count == 0 ? "" : string.Join(',', encodings).ToUpperInvariant();
        return encoding switch
        {
            "" or "IDENTITY" => stream,
            "GZIP" => new GZipStream(stream, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(stream, CompressionMode.Decompress),
            "BR" => new BrotliStream(stream, CompressionMode.Decompress),
            _ => throw new InvalidDataException("its Content-Encoding is not known"),
        };
    }

    /// <summary>Without byte order mark; what is not UTF-8 is replaced as a reader of text would.</summary>
    private static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        return Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
    }

    /// <summary>
    /// The same object with each of its strings and numbers masked for itself: masked as text it might no longer be JSON.
    /// </summary>
    private JsonDocument Masked(JsonDocument json)
    {
        using (json)
        {
            ArrayBufferWriter<byte> buffer = new(_bytes.Length);
            using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { SkipValidation = true }))
            {
                WriteMasked(writer, json.RootElement);
            }

            return JsonDocument.Parse(buffer.WrittenMemory);
        }
    }

    private void WriteMasked(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(_secrets.Mask(property.Name));
                    WriteMasked(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    WriteMasked(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when _secrets.Mask(element.AsText()!) is { } masked
                && masked != element.AsText():
                writer.WriteStringValue(masked);
                break;
            default:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }
}
