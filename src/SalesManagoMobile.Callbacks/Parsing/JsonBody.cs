using System.Text.Json;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads JSON bodies: one object, its members the fields.</summary>
internal static class JsonBody
{
    /// <summary>The fields, or null when the body is not one JSON object in UTF-8.</summary>
    public static CallbackFields? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var fields = new CallbackFields { IsJson = true };
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
            // Not JSON, not an object, or a string that is not Unicode. The caller keeps the body.
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
