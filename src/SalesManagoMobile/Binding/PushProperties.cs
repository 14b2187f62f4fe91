using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace SalesManagoMobile;

/// <summary>Reads push properties from what scripts have at hand: a hashtable, an object, or JSON text (as results carry them).</summary>
internal static class PushProperties
{
    /// <summary>Reads properties; null when there are none.</summary>
    /// <exception cref="FormatException">The value is none of the three, or a property is not a text, number or boolean.</exception>
    public static IReadOnlyDictionary<string, string>? From(object? value)
    {
        Dictionary<string, string>? properties = Given.Value(value) switch
        {
            null => null,
            ScriptBlock => throw new FormatException("-Properties does not take a script block. Use -PropertyName for columns."),
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => FromJson(text),
            IDictionary dictionary => FromDictionary(dictionary),
            PSCustomObject => FromObject(PSObject.AsPSObject(value!)),
            var other when other.GetType().IsPrimitive || other is IEnumerable =>
                throw new FormatException($"Properties are a hashtable, an object or JSON text, not {other.GetType().Name}."),
            var other => FromObject(PSObject.AsPSObject(other)),
        };
        return properties is { Count: > 0 } ? properties : null;
    }

    /// <summary>One property's text; null leaves the property out.</summary>
    /// <exception cref="FormatException">The value is a list or an object.</exception>
    public static string? Text(string name, object? value) => Given.Value(value) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        Enum or Guid or Uri or char or Version or TimeSpan => value!.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"Property '{name}' is not a string, a number or a boolean."),
    };

    private static Dictionary<string, string> FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException($"Properties must be a JSON object of names and strings, not {Shown(text)}");
            }

            return Collect(document.RootElement.EnumerateObject().Select(pair => (pair.Name, JsonText(pair))));
        }
        catch (JsonException)
        {
            throw new FormatException($"Properties must be JSON such as {{\"discount\":\"20%\"}}, not {Shown(text)}");
        }
    }

    private static string? JsonText(JsonProperty pair) => pair.Value.ValueKind switch
    {
        JsonValueKind.String => pair.Value.GetString(),
        JsonValueKind.Null => null,
        JsonValueKind.Object or JsonValueKind.Array => Text(pair.Name, pair.Value),
        _ => pair.Value.GetRawText(),
    };

    private static Dictionary<string, string> FromDictionary(IDictionary dictionary) => Collect(
        dictionary.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, Text(entry.Key.ToString()!, entry.Value))));

    private static Dictionary<string, string> FromObject(PSObject value) => Collect(
        value.Properties.Where(property => property.IsGettable).Select(property => (property.Name, Text(property.Name, property.Value))));

    private static Dictionary<string, string> Collect(IEnumerable<(string Name, string? Text)> pairs)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string? text) in pairs)
        {
            if (text is not null)
            {
                properties[name] = text;
            }
        }

        return properties;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, 60)}… ({text.Length} characters)";
}
