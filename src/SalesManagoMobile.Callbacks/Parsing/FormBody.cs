using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> bodies and query strings.</summary>
internal static class FormBody
{
    /// <summary>The fields, or null when the body has no <c>name=value</c> pair.</summary>
    public static CallbackFields? Read(ReadOnlySpan<byte> body, Encoding charset)
    {
        if (!body.Contains((byte)'='))
        {
            return null;
        }

        var fields = new CallbackFields();
        while (!body.IsEmpty)
        {
            int end = body.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = (end < 0 ? body : body[..end]).Trim("\r\n"u8);
            if (!pair.IsEmpty && !AddPair(fields, pair, charset))
            {
                break;
            }

            body = end < 0 ? [] : body[(end + 1)..];
        }

        return fields;
    }

    private static bool AddPair(CallbackFields fields, ReadOnlySpan<byte> pair, Encoding charset)
    {
        int equals = pair.IndexOf((byte)'=');
        return equals < 0
            ? fields.Add(Unescape(pair, charset), "")
            : fields.Add(Unescape(pair[..equals], charset), Unescape(pair[(equals + 1)..], charset));
    }

    /// <summary>Percent escapes become bytes, and the bytes text. A percent sign that escapes nothing stays one.</summary>
    private static string Unescape(ReadOnlySpan<byte> text, Encoding charset)
    {
        byte[] bytes = new byte[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte escaped))
            {
                bytes[count++] = escaped;
                i += 2;
            }
            else
            {
                bytes[count++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }

        return charset.GetString(bytes, 0, count);
    }
}
