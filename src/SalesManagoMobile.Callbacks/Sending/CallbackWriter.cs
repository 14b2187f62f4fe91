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
        (string? contentType, string? body) = encoding switch
        {
            CallbackEncoding.Form => ("application/x-www-form-urlencoded; charset=utf-8", Form(fields)),
            CallbackEncoding.Multipart => ($"multipart/form-data; boundary={Boundary}", Multipart(fields)),
            CallbackEncoding.Json => ("application/json; charset=utf-8", Json(fields)),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
        return new ReceivedPost { ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };
    }

    /// <summary>
    /// The POST that says a callback again: what an unknown one's body said, in its character set; a delivery report as JSON; the fields of
    /// any other as a form, where a name that came several times comes as often again.
    /// </summary>
    public static ReceivedPost Again(SmCallback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return callback switch
        {
            SmUnknownCallback { BodyBase64: { Length: > 0 } bytes } unknown =>
                new ReceivedPost { ContentType = unknown.ContentType, Body = Convert.FromBase64String(bytes) },
            SmUnknownCallback { Body: { Length: > 0 } body } unknown =>
                new ReceivedPost { ContentType = unknown.ContentType, Body = BodyCharset.Of(unknown.ContentType).GetBytes(body) },
            SmDeliveryReportCallback => Write(Fields(callback.Fields), CallbackEncoding.Json),
            _ => Write(Fields(callback.Fields), CallbackEncoding.Form),
        };
    }

    /// <summary>The fields of a callback from its JSON. A form has no null, so a field without a value is left out.</summary>
    private static List<KeyValuePair<string, string>> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. from field in document.RootElement.EnumerateObject()
                   from value in field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().ToArray() : [field.Value]
                   where value.ValueKind == JsonValueKind.String
                   select KeyValuePair.Create(field.Name, value.GetString()!)];
    }

    /// <summary>A name that came several times has its first value: an object has each name once.</summary>
    private static string Json(IEnumerable<KeyValuePair<string, string>> fields) =>
        JsonSerializer.Serialize(fields.DistinctBy(field => field.Key).ToDictionary(), Readable);

    private static string Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

    private static string Multipart(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var body = new StringBuilder();
        foreach ((string? name, string? value) in fields)
        {
            string quoted = name.Replace("\"", "%22", StringComparison.Ordinal).ReplaceLineEndings("%0D%0A");
            body.Append("--" + Boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted + "\"\r\n\r\n" + value + "\r\n");
        }

        return body.Append("--" + Boundary + "--\r\n").ToString();
    }
}
