using System.Buffers;
using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Http;

/// <summary>
/// Parses a request's head strictly. Whatever two servers could read in two ways (folded lines, bare line ends, a length and
/// chunks at once, two lengths) is refused, so that nothing can be smuggled past a proxy in front.
/// </summary>
internal static class HttpHeadParser
{
    private const int MaxHeaders = 100;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <param name="head">The bytes before the empty line, without the CRLF of the last line.</param>
    public static HttpRequestHead Parse(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> requestLine = TakeLine(ref head);
        var headers = new List<KeyValuePair<string, string>>();
        while (!head.IsEmpty)
        {
            if (headers.Count == MaxHeaders)
            {
                throw new HttpRefusalException(431, $"there are more than {MaxHeaders} headers");
            }

            headers.Add(ParseField(TakeLine(ref head)));
        }

        (string method, string target, bool isHttp11) = ParseRequestLine(requestLine);
        (string path, string? query) = SplitTarget(target);
        if (isHttp11 && HttpRequestHead.All(headers, "Host").Count != 1)
        {
            throw new HttpRefusalException(400, "HTTP/1.1 needs one Host header");
        }

        if (isHttp11 && HttpRequestHead.All(headers, "Expect").Any(value => !value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)))
        {
            throw new HttpRefusalException(417, "only 100-continue can be expected");
        }

        bool isChunked = IsChunked(headers, isHttp11);
        return new HttpRequestHead(method, path, query, isHttp11, headers)
        {
            IsChunked = isChunked,
            ContentLength = isChunked ? 0 : Length(headers),
        };
    }

    /// <summary>Parses a header or trailer line.</summary>
    public static KeyValuePair<string, string> ParseField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes))
        {
            throw new HttpRefusalException(400, "a header line has no proper name");
        }

        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        foreach (byte b in value)
        {
            if (b is < 0x20 and not (byte)'\t' or 0x7F)
            {
                throw new HttpRefusalException(400, "a header has control characters");
            }
        }

        return new(Encoding.ASCII.GetString(line[..colon]), Encoding.Latin1.GetString(value));
    }

    private static (string Method, string Target, bool IsHttp11) ParseRequestLine(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1 || line[..first].ContainsAnyExcept(TokenBytes)
            || line[(first + 1)..last].ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw new HttpRefusalException(400, "the request line is not one of HTTP/1.1");
        }

        ReadOnlySpan<byte> version = line[(last + 1)..];
        bool isHttp11 = version.SequenceEqual("HTTP/1.1"u8);
        if (!isHttp11 && !version.SequenceEqual("HTTP/1.0"u8))
        {
            throw new HttpRefusalException(version.StartsWith("HTTP/"u8) ? 505 : 400, "the version is not HTTP/1.1 or HTTP/1.0");
        }

        return (Encoding.ASCII.GetString(line[..first]), Encoding.ASCII.GetString(line[(first + 1)..last]), isHttp11);
    }

    private static (string Path, string? Query) SplitTarget(string target)
    {
        // The absolute form is for proxies, but a server must understand it. Its host ends at the first slash or question mark.
        int scheme = target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        if (scheme > 0)
        {
            int end = target.IndexOfAny(['/', '?', '#'], scheme);
            string host = end < 0 ? target[scheme..] : target[scheme..end];
            if (host.Length == 0 || host.Contains('@', StringComparison.Ordinal))
            {
                throw new HttpRefusalException(400, "the request's target has no proper host");
            }

            target = end < 0 ? "/" : target[end] == '/' ? target[end..] : "/" + target[end..];
        }

        if (!target.StartsWith('/') || target.Contains('#', StringComparison.Ordinal))
        {
            throw new HttpRefusalException(400, "the request's target is not a path");
        }

        int mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, null) : (target[..mark], target[(mark + 1)..]);
    }

    private static bool IsChunked(List<KeyValuePair<string, string>> headers, bool isHttp11)
    {
        IReadOnlyList<string> codings = HttpRequestHead.All(headers, "Transfer-Encoding");
        if (codings.Count == 0)
        {
            return false;
        }

        if (!isHttp11 || codings.Count > 1 || HttpRequestHead.All(headers, "Content-Length").Count > 0)
        {
            throw new HttpRefusalException(400, "the body's length is stated in more than one way");
        }

        return codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new HttpRefusalException(501, "only the chunked transfer encoding is supported");
    }

    private static long Length(List<KeyValuePair<string, string>> headers)
    {
        IReadOnlyList<string> lengths = HttpRequestHead.All(headers, "Content-Length");
        if (lengths.Count == 0)
        {
            return 0;
        }

        return lengths.Count == 1 && lengths[0].Length <= 18
            && long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length)
                ? length
                : throw new HttpRefusalException(400, "the content length is not one number");
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? head : head[..end];
        head = end < 0 ? [] : head[(end + 2)..];
        return line;
    }
}
