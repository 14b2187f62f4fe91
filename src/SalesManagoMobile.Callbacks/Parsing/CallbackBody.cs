using System.IO.Compression;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Parses a body into fields. The declared content type decides how it is parsed: what does not parse under it has no fields, so
/// that text which somebody wrote into a message is never taken for fields of its own. Only a body without a content type is guessed.
/// </summary>
internal sealed class CallbackBody
{
    /// <summary>Far above any real callback. A larger body, also one that gzip expands to more, is stored but not parsed.</summary>
    public const int MaxParsedBytes = 8 * 1024 * 1024;

    private static readonly byte[] LastMember = ZipEnd();

    private readonly ReceivedPost _post;
    private readonly HeaderValue _contentType;
    private readonly Encoding _charset;
    private readonly ReadOnlyMemory<byte> _bytes;

    public CallbackBody(ReceivedPost post)
    {
        _post = post;
        _contentType = HeaderValue.Parse(post.ContentType);
        ReadOnlyMemory<byte> bytes = Unzip(post.Body) ?? post.Body;
        (_charset, int mark) = BodyCharset.Detect(bytes.Span, _contentType["charset"]);
        _bytes = bytes[mark..];
    }

    private enum Format
    {
        None,
        Form,
        Multipart,
        Json,
    }

    /// <summary>The fields of body and query. <paramref name="isWhole"/> is false when the body says something that they do not.</summary>
    public CallbackFields ReadFields(out bool isWhole)
    {
        CallbackFields? inBody = _bytes.IsEmpty || _bytes.Length > MaxParsedBytes ? null : Parse();
        isWhole = inBody is not null || _bytes.IsEmpty;
        CallbackFields fields = inBody ?? new CallbackFields();
        if (_post.Query is { Length: > 0 } query && FormBody.Read(Encoding.UTF8.GetBytes(query), Encoding.UTF8) is { } inQuery)
        {
            fields.AddMissing(inQuery);
        }

        return fields;
    }

    /// <summary>The body as text without a byte order mark; null when its bytes are not text in its character set.</summary>
    public string? ToText()
    {
        var strict = (Encoding)_charset.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(_bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private CallbackFields? Parse() => Declared() switch
    {
        Format.Json => JsonBody.Read(ToUtf8(always: true)),
        Format.Multipart => MultipartBody.Read(ToUtf8(always: false).Span, _contentType["boundary"], InBytes),
        Format.Form => FormBody.Read(ToUtf8(always: false).Span, InBytes),
        _ => null,
    };

    private Format Declared() => _contentType.Value switch
    {
        "" => Guess(),
        "application/x-www-form-urlencoded" => Format.Form,
        "application/json" or "text/json" => Format.Json,
        var other when other.StartsWith("multipart/", StringComparison.Ordinal) => Format.Multipart,
        var other when other.EndsWith("+json", StringComparison.Ordinal) => Format.Json,
        _ => Format.None,
    };

    /// <summary>By the first sign. JSON and XML that does not parse is not a form.</summary>
    private Format Guess()
    {
        ReadOnlySpan<byte> start = ToUtf8(always: false).Span.TrimStart(" \t\r\n"u8);
        return start.IsEmpty ? Format.None
            : start[0] == '{' ? Format.Json
            : start[0] is (byte)'[' or (byte)'<' or (byte)'"' ? Format.None
            : start.StartsWith("--"u8) ? Format.Multipart
            : Format.Form;
    }

    /// <summary>The character set of <see cref="ToUtf8"/>, which leaves those alone in which ASCII is one byte.</summary>
    private Encoding InBytes => BodyCharset.IsWide(_charset) ? Encoding.UTF8 : _charset;

    private ReadOnlyMemory<byte> ToUtf8(bool always) =>
        always && _charset.CodePage != Encoding.UTF8.CodePage || BodyCharset.IsWide(_charset)
        ? Encoding.Convert(_charset, Encoding.UTF8, _bytes.ToArray())
        : _bytes;

    /// <summary>What a gzip body holds; null when it is none, is damaged or cut short, or is larger than anything that is parsed.</summary>
    private static ReadOnlyMemory<byte>? Unzip(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith(Gzip))
        {
            return null;
        }

        // The runtime takes the end of its input for the end of the data. One more member behind the body shows whether the body was
        // complete.
        using var zip = new GZipStream(new MemoryStream([.. body.Span, .. LastMember]), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        byte[] block = new byte[64 * 1024];
        try
        {
            while (plain.Length <= MaxParsedBytes && zip.Read(block) is > 0 and var count)
            {
                plain.Write(block, 0, count);
            }
        }
        catch (InvalidDataException)
        {
            // Damaged. The body is kept as it came.
            return null;
        }

        ReadOnlyMemory<byte> all = plain.GetBuffer().AsMemory(0, (int)plain.Length);
        bool isComplete = all.Span.EndsWith("end"u8) && all.Length <= MaxParsedBytes;
        return isComplete ? all[..^3] : (ReadOnlyMemory<byte>?)null;
    }

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B, 0x08];

    /// <summary>The word "end" as a gzip member of its own.</summary>
    private static byte[] ZipEnd()
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write("end"u8);
        }

        return zipped.ToArray();
    }
}
