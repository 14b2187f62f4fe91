using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Callbacks;

/// <summary>Writes fields as the body of a callback.</summary>
public static class CallbackWriter
{
    private const string Boundary = "----callback-0f7c1d5e";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The POST that says these fields.</summary>
    public static ReceivedPost Write(IEnumerable<KeyValuePair<string, string>> fields, CallbackEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var (contentType, body) = encoding switch
        {
            CallbackEncoding.Form => ("application/x-www-form-urlencoded; charset=utf-8", Form(fields)),
            CallbackEncoding.Multipart => ($"multipart/form-data; boundary={Boundary}", Multipart(fields)),
            CallbackEncoding.Json => ("application/json; charset=utf-8", JsonSerializer.Serialize(fields.ToDictionary(), Readable)),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
        return new ReceivedPost { ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };
    }

    private static string Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

    private static string Multipart(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var body = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            var quoted = name.Replace("\"", "%22", StringComparison.Ordinal).ReplaceLineEndings("%0D%0A");
            body.Append("--" + Boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted + "\"\r\n\r\n" + value + "\r\n");
        }

        return body.Append("--" + Boundary + "--\r\n").ToString();
    }
}
