using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Reads <c>multipart/form-data</c> bodies. Lines may end in LF alone and the last delimiter may be missing: a body that
/// can be understood is.
/// </summary>
internal static class MultipartBody
{
    /// <summary>The fields, or null when the body has no part.</summary>
    public static CallbackFields? Read(ReadOnlySpan<byte> body, string? boundary, Encoding charset)
    {
        boundary ??= GuessBoundary(body);
        if (string.IsNullOrEmpty(boundary))
        {
            return null;
        }

        byte[] delimiter = Encoding.UTF8.GetBytes("--" + boundary);
        int start = FindDelimiter(body, delimiter);
        if (start < 0)
        {
            return null;
        }

        var fields = new CallbackFields();
        ReadOnlySpan<byte> rest = body[(start + delimiter.Length)..];
        while (!rest.StartsWith("--"u8) && TrySkipLine(ref rest))
        {
            int end = FindDelimiter(rest, delimiter);
            if (!AddPart(fields, end < 0 ? rest : rest[..end], charset) || end < 0)
            {
                break;
            }

            rest = rest[(end + delimiter.Length)..];
        }

        return fields.Count == 0 ? null : fields;
    }

    /// <summary>A body without its content type still shows its boundary in its first line.</summary>
    private static string? GuessBoundary(ReadOnlySpan<byte> body)
    {
        int end = body.IndexOf((byte)'\n');
        return end > 2 && end <= 73 && body.StartsWith("--"u8) ? Encoding.UTF8.GetString(body[2..end].TrimEnd("\r "u8)) : null;
    }

    /// <summary>Where the next delimiter stands at the beginning of a line, or -1.</summary>
    private static int FindDelimiter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter)
    {
        for (int from = 0; from < text.Length;)
        {
            int at = text[from..].IndexOf(delimiter);
            if (at < 0)
            {
                return -1;
            }

            if (from + at == 0 || text[from + at - 1] == '\n')
            {
                return from + at;
            }

            from += at + delimiter.Length;
        }

        return -1;
    }

    private static bool TrySkipLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        text = end < 0 ? [] : text[(end + 1)..];
        return end >= 0;
    }

    /// <summary>Adds the part as a field when it has a name; false when there are too many fields.</summary>
    private static bool AddPart(CallbackFields fields, ReadOnlySpan<byte> part, Encoding charset)
    {
        string? name = null;
        while (part.IndexOf((byte)'\n') is >= 0 and var end)
        {
            string line = Encoding.UTF8.GetString(part[..end]).TrimEnd('\r');
            part = part[(end + 1)..];
            if (line.Length == 0)
            {
                return name is null || fields.Add(name, charset.GetString(WithoutLastLineEnd(part)));
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string header = colon < 0 ? "" : line[..colon].Trim();
            if (header.Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase))
            {
                name = HeaderValue.Parse(line[(colon + 1)..])["name"];
            }
            else if (header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
                && HeaderValue.Parse(line[(colon + 1)..])["charset"] is { } own)
            {
                charset = BodyCharset.Find(own);
            }
        }

        return true;
    }

    /// <summary>The line end before a delimiter belongs to the delimiter.</summary>
    private static ReadOnlySpan<byte> WithoutLastLineEnd(ReadOnlySpan<byte> content)
    {
        if (content.EndsWith("\n"u8))
        {
            content = content[..^1];
        }

        return content.EndsWith("\r"u8) ? content[..^1] : content;
    }
}
