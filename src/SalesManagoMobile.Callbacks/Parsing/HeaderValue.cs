using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// A header value with parameters, such as <c>multipart/form-data; boundary="x"</c>. Read leniently: the value decides how a
/// body is read, never whether it is kept.
/// </summary>
internal sealed class HeaderValue
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private HeaderValue(string value) => Value = value;

    /// <summary>What stands before the first semicolon, trimmed, in lower case.</summary>
    public string Value { get; }

    public string? this[string parameter] => _parameters.GetValueOrDefault(parameter);

    public static HeaderValue Parse(string? text)
    {
        text ??= "";
        int end = text.IndexOf(';', StringComparison.Ordinal);
        var header = new HeaderValue((end < 0 ? text : text[..end]).Trim().ToLowerInvariant());
        while (end >= 0 && end < text.Length)
        {
            end = header.ReadParameter(text, end + 1);
        }

        return header;
    }

    /// <summary>Reads one parameter and returns where the semicolon behind it stands, or the text's length.</summary>
    private int ReadParameter(string text, int start)
    {
        int equals = text.IndexOf('=', start);
        int next = text.IndexOf(';', start);
        if (equals < 0 || (next >= 0 && next < equals))
        {
            return next < 0 ? text.Length : next;
        }

        string name = text[start..equals].Trim();
        int position = equals + 1;
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        string value;
        if (position < text.Length && text[position] == '"')
        {
            value = ReadQuoted(text, ref position);
            next = text.IndexOf(';', position);
        }
        else
        {
            next = text.IndexOf(';', position);
            value = (next < 0 ? text[position..] : text[position..next]).Trim();
        }

        _parameters.TryAdd(name, value);
        return next < 0 ? text.Length : next;
    }

    private static string ReadQuoted(string text, ref int position)
    {
        var value = new StringBuilder();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            // Only a quote and a backslash are escaped: browsers send Windows paths with single backslashes.
            if (text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\')
            {
                position++;
            }

            value.Append(text[position]);
        }

        position = Math.Min(position + 1, text.Length);
        return value.ToString();
    }
}
