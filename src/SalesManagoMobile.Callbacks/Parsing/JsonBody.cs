using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads JSON bodies: one object, its members the fields.</summary>
internal static class JsonBody
{
    /// <summary>The fields, or null when the body is no JSON object.</summary>
    public static CallbackFields? Read(ReadOnlySpan<byte> body, Encoding charset)
    {
        string text = BodyCharset.Decode(body, charset);
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var fields = new CallbackFields();
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (!fields.Add(member.Name, Text(member.Value)))
                {
                    break;
                }
            }

            return fields;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or an escape that is half a character. The caller keeps the body whole.
            return null;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
