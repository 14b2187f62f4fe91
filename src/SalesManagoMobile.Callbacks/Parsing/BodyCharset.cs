using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Character sets by the names used in headers.</summary>
internal static class BodyCharset
{
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

    /// <summary>The body as text, without a byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> body, Encoding charset)
    {
        string text = charset.GetString(body);
        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }
}
