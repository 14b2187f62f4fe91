using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Character sets of bodies: by a byte order mark, by name, or by their looks.</summary>
internal static class BodyCharset
{
    /// <summary>
    /// The character set of a body and the length of its byte order mark. A mark is believed before a name; without both, zeros beside the
    /// first character tell UTF-16, because all that a callback can start with is ASCII.
    /// </summary>
    public static (Encoding Charset, int MarkLength) Detect(ReadOnlySpan<byte> body, string? name)
    {
        foreach (Encoding marked in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            if (body.StartsWith(marked.Preamble))
            {
                return (marked, marked.Preamble.Length);
            }
        }

        if (string.IsNullOrWhiteSpace(name) && body.Length >= 2 && body.Length % 2 == 0 && (body[0] == 0) != (body[1] == 0))
        {
            return (body[0] == 0 ? Encoding.BigEndianUnicode : Encoding.Unicode, 0);
        }

        return (Find(name), 0);
    }

    /// <summary>The character set that a content type names.</summary>
    public static Encoding Of(string? contentType) => Find(HeaderValue.Parse(contentType)["charset"]);

    /// <summary>
    /// The named character set, or UTF-8 when there is no name or nobody knows it. Bytes that are no text in it become U+FFFD.
    /// </summary>
    public static Encoding Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Encoding.UTF8;
        }

        // Windows and ISO 8859 sets come from the code page provider. Asking it directly leaves the process as it is.
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    /// <summary>Whether ASCII takes more than one byte in it.</summary>
    public static bool IsWide(Encoding charset) => charset.GetByteCount("=") > 1;
}
