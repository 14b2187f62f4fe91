using System.Text.Json;
using System.Text.Unicode;

namespace SalesManagoMobile.Sandbox;

/// <summary>
/// JSON may hold what is no text: broken UTF-8, or half of a surrogate pair as an escape. The parser notices only when asked for
/// the text.
/// </summary>
internal static class UnicodeCheck
{
    public static bool IsText(ReadOnlySpan<byte> body, JsonElement root) =>
        Utf8.IsValid(body) && (body.IndexOf("\\u"u8) < 0 || IsText(root));

    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.Object => element.EnumerateObject().All(field => field.Name is not null && IsText(field.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
