using System.Globalization;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads what the server means, whatever JSON type it chose: numbers as strings, booleans as strings, one object where a list was promised.
/// What is absent, null or senseless is null, never an exception.
/// </summary>
internal static class JsonReading
{
    private static readonly long MinMilliseconds = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    public static string? Text(this JsonElement element, string name) => element.Field(name)?.AsText();

    public static string? AsText(this JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.String:
                try
                {
                    return element.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half of a surrogate pair, escaped: JSON allows it, a .NET string made from UTF-8 does not. Show it as it came.
                    return element.GetRawText()[1..^1];
                }

            default:
                return element.GetRawText();
        }
    }

    public static long? Number(this JsonElement element, string name)
    {
        if (element.Field(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
        {
            return number;
        }

        string? text = value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.AsText() : null;
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        bool isWhole = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && IsWhole(real);
        return isWhole ? (long)real : null;
    }

    public static bool? Flag(this JsonElement element, string name) => element.Field(name)?.AsFlag();

    public static bool? AsFlag(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String or JsonValueKind.Number => value.AsText()?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => null,
        },
        _ => null,
    };

    /// <summary>Unix milliseconds as a UTC time; null also when they name no time that .NET knows.</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        element.Number(name) is { } ms && ms >= MinMilliseconds && ms <= MaxMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    /// <summary>The items of a list; a single object counts as a list of one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
        { ValueKind: JsonValueKind.Object } single => [single],
        _ => [],
    };

    /// <summary>The lines of a list of strings, or of a single string. Empty ones are dropped.</summary>
    public static IReadOnlyList<string> Lines(this JsonElement element, string name)
    {
        if (element.Field(name) is not { } value || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
        {
            return [];
        }

        IEnumerable<string?> lines = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(AsText) : [value.AsText()];
        return [.. lines.OfType<string>().Where(line => !string.IsNullOrWhiteSpace(line))];
    }

    private static bool IsWhole(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e18;
}
