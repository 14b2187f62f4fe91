using System.Buffers.Text;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>The request line and the headers that matter here.</summary>
internal sealed record HttpHead
{
    public required string Method { get; init; }

    public required string Target { get; init; }

    public string? ContentType { get; private set; }

    /// <summary>The announced length of the body in bytes; 0 when none is announced.</summary>
    public long ContentLength { get; private set; }

    public bool IsChunked { get; private set; }

    public bool ExpectsContinue { get; private set; }

    /// <summary>Whether the connection stays open after the answer.</summary>
    public bool KeepsAlive { get; private set; }

    public string? Range { get; private set; }

    public string? IfRange { get; private set; }

    public bool CarriesCredentials { get; private set; }

    /// <summary>Reads a head, given without its empty last line. Null when it is not HTTP/1.</summary>
    public static HttpHead? Parse(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> line = NextLine(ref text);
        (int method, int afterMethod) = (line.IndexOf((byte)' '), line.LastIndexOf((byte)' '));
        if (method <= 0 || afterMethod <= method || !line[(afterMethod + 1)..].StartsWith("HTTP/1."u8))
        {
            return null;
        }

        string target = Encoding.Latin1.GetString(line[(method + 1)..afterMethod]);
        var head = new HttpHead
        {
            Method = Encoding.Latin1.GetString(line[..method]),
            Target = target,
            KeepsAlive = line.EndsWith("1.1"u8),
            CarriesCredentials = Credentials.AreInAddress(target),
        };
        while (!text.IsEmpty)
        {
            if (!head.Take(NextLine(ref text)))
            {
                return null;
            }
        }

        return head;
    }

    private bool Take(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> name = line[..colon];
        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim((byte)' ');
        if (Is(name, "Content-Length"u8))
        {
            if (!Utf8Parser.TryParse(value, out long length, out int used) || used != value.Length || length < 0)
            {
                return false;
            }

            ContentLength = length;
        }
        else if (Is(name, "Content-Type"u8))
        {
            ContentType = Encoding.Latin1.GetString(value);
        }
        else if (Is(name, "Transfer-Encoding"u8))
        {
            IsChunked = Is(value, "chunked"u8);
        }
        else if (Is(name, "Connection"u8))
        {
            KeepsAlive = (KeepsAlive && !Is(value, "close"u8)) || Is(value, "keep-alive"u8);
        }
        else if (Is(name, "Expect"u8))
        {
            ExpectsContinue = Is(value, "100-continue"u8);
        }
        else if (Is(name, "Range"u8))
        {
            Range = Encoding.Latin1.GetString(value);
        }
        else if (Is(name, "If-Range"u8))
        {
            IfRange = Encoding.Latin1.GetString(value);
        }
        else if (Credentials.IsHeader(name))
        {
            CarriesCredentials = true;
        }

        return true;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 2)..];
        return line;
    }

    private static bool Is(ReadOnlySpan<byte> given, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(given, name);
}
