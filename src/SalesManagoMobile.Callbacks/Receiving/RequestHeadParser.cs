using System.Buffers;
using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Reads a request's head strictly. Whatever two servers could read in two ways (folded lines, bare line ends, a length and
/// chunks at once, two lengths) is refused, so that nothing can be smuggled past a proxy in front.
/// </summary>
internal static class RequestHeadParser
{
    private const int MaxHeaders = 100;

    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <param name="head">The bytes before the empty line, without the CRLF of the last line.</param>
    public static RequestHead Parse(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> requestLine = TakeLine(ref head);
        var headers = new List<KeyValuePair<string, string>>();
        while (!head.IsEmpty)
        {
            if (headers.Count == MaxHeaders)
            {
                throw new HttpRefusal(431, $"more than {MaxHeaders} headers");
            }

            headers.Add(ParseField(TakeLine(ref head)));
        }

        (string? method, string? target, bool isHttp11) = ParseRequestLine(requestLine);
        (string? path, string? query) = SplitTarget(target);
        if (isHttp11 && Values(headers, "Host").Count != 1)
        {
            throw new HttpRefusal(400, "HTTP/1.1 needs one Host header");
        }

        bool isChunked = IsChunked(headers, isHttp11);
        return new RequestHead(method, path, query, isHttp11, headers)
        {
            IsChunked = isChunked,
            ContentLength = Length(headers, isChunked),
        };
    }

    /// <summary>A header or trailer line.</summary>
    public static KeyValuePair<string, string> ParseField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(TokenBytes))
        {
            throw new HttpRefusal(400, "a header line has no proper name");
        }

        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        foreach (byte b in value)
        {
            if (b is < 0x20 and not (byte)'\t' or 0x7F)
            {
                throw new HttpRefusal(400, "a header has control characters");
            }
        }

        return new(Encoding.ASCII.GetString(line[..colon]), Encoding.Latin1.GetString(value));
    }

    private static (string Method, string Target, bool IsHttp11) ParseRequestLine(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1 || line[..first].ContainsAnyExcept(TokenBytes) ||
            line[(first + 1)..last].ContainsAnyExceptInRange((byte)'!', (byte)'~'))
        {
            throw new HttpRefusal(400, "the request line is not one of HTTP/1.1");
        }

        ReadOnlySpan<byte> version = line[(last + 1)..];
        bool isHttp11 = version.SequenceEqual("HTTP/1.1"u8);
        if (!isHttp11 && !version.SequenceEqual("HTTP/1.0"u8))
        {
            throw new HttpRefusal(version.StartsWith("HTTP/"u8) ? 505 : 400, "the version is not HTTP/1.1 or HTTP/1.0");
        }

        return (Encoding.ASCII.GetString(line[..first]), Encoding.ASCII.GetString(line[(first + 1)..last]), isHttp11);
    }

    private static (string Path, string? Query) SplitTarget(string target)
    {
        // The absolute form is for proxies, but a server must understand it.
        if (target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            int slash = target.IndexOf('/', target.IndexOf("//", StringComparison.Ordinal) + 2);
            target = slash < 0 ? "/" : target[slash..];
        }

        if (!target.StartsWith('/') || target.Contains('#', StringComparison.Ordinal))
        {
            throw new HttpRefusal(400, "the request's target is no path");
        }

        int mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (target, null) : (target[..mark], target[(mark + 1)..]);
    }

    private static bool IsChunked(List<KeyValuePair<string, string>> headers, bool isHttp11)
    {
        List<string> codings = Values(headers, "Transfer-Encoding");
        if (codings.Count == 0)
        {
            return false;
        }

        if (!isHttp11 || codings.Count > 1 || Values(headers, "Content-Length").Count > 0)
        {
            throw new HttpRefusal(400, "the body's length is told in more than one way");
        }

        return codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new HttpRefusal(501, "only the chunked transfer encoding is understood");
    }

    private static long Length(List<KeyValuePair<string, string>> headers, bool isChunked)
    {
        List<string> lengths = Values(headers, "Content-Length");
        if (lengths.Count == 0 || isChunked)
        {
            return 0;
        }

        return lengths.Count == 1 && lengths[0].Length <= 18 &&
            long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length
            : throw new HttpRefusal(400, "the content length is not one number");
    }

    private static List<string> Values(List<KeyValuePair<string, string>> headers, string name) =>
        [.. headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? head : head[..end];
        head = end < 0 ? [] : head[(end + 2)..];
        return line;
    }
}
