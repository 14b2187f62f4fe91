using System.Globalization;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>Reads the fields of a request and collects what is wrong with them.</summary>
internal sealed class RequestReader(JsonElement root, SandboxQuirks quirks)
{
    public List<string> Problems { get; } = [];

    public SandboxQuirks Quirks => quirks;

    public void Fail(string problem) => Problems.Add(problem);

    /// <summary>A text, or null when it is not there or not good. An empty text counts as absent.</summary>
    public string? Text(string name, int most, bool required = false) => TextOf(root, name, name, most, required);

    /// <summary>A text of a certain form, or null when it is not there or not good.</summary>
    /// <param name="name">The field.</param>
    /// <param name="most">The largest number of characters.</param>
    /// <param name="isGood">Whether a text has the form.</param>
    /// <param name="problem">What is wrong with one that has not, after the name of the field.</param>
    /// <param name="required">Whether its absence is a problem.</param>
    public string? Text(string name, int most, Func<string, bool> isGood, Func<string, string> problem, bool required = false)
    {
        string? text = Text(name, most, required);
        if (text is null || isGood(text))
        {
            return text;
        }

        Fail($"{name} {problem(text)}");
        return null;
    }

    /// <summary>Whether a text is there. As everywhere, an empty one counts as absent; one that is no text is there and not good.</summary>
    public bool Has(string name) =>
        TryGet(name, out JsonElement value) && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    public Guid? Uuid(string name, bool required = false) =>
        Text(name, 255, static text => Guid.TryParseExact(text, "D", out _), static _ => "must be a UUID", required) is { } id
            ? Guid.ParseExact(id, "D")
            : null;

    /// <summary>A whole number, written as a number or as a string.</summary>
    public long? Number(string name, bool required = false)
    {
        if (!TryGet(name, out JsonElement value))
        {
            if (required)
            {
                Fail($"{name} is required");
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number))
        {
            return number;
        }

        if (value.ValueKind == JsonValueKind.String
            && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return number;
        }

        Fail($"{name} must be a whole number");
        return null;
    }

    /// <summary>A boolean, written as one or as a string; false when absent.</summary>
    public bool Flag(string name)
    {
        if (!TryGet(name, out JsonElement value))
        {
            return false;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        if (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out bool flag))
        {
            return flag;
        }

        Fail($"{name} must be true or false");
        return false;
    }

    /// <summary>A title, content or deeplink: an object of <c>personalized</c> and <c>text</c>.</summary>
    public PushText Personalized(string name, int most, bool required)
    {
        if (!TryGet(name, out JsonElement value))
        {
            if (required)
            {
                Fail($"{name} is required");
            }

            return PushText.None;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Fail($"{name} must be an object with personalized and text");
            return PushText.None;
        }

        bool personalized = value.TryGetProperty("personalized", out JsonElement flag)
            && (flag.ValueKind == JsonValueKind.True || (flag.ValueKind == JsonValueKind.String && flag.ValueEquals("true")));
        return new PushText(TextOf(value, "text", name + ".text", most, required) ?? "", personalized);
    }

    /// <summary>The properties; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Properties()
    {
        if (!TryGet("properties", out JsonElement value))
        {
            return null;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty pair in value.EnumerateObject())
            {
                AddProperty(pairs, pair.Name, pair.Value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && quirks.HasFlag(SandboxQuirks.PropertiesAsArray))
        {
            foreach (JsonElement pair in value.EnumerateArray())
            {
                AddPair(pairs, pair);
            }
        }
        else
        {
            Fail("properties must be an object");
        }

        if (pairs.Count > 16)
        {
            Fail($"properties has {pairs.Count} pairs, at most 16 are allowed");
        }

        return pairs.Count == 0 ? null : pairs;
    }

    /// <summary>A field that is there and not null.</summary>
    public bool TryGet(string name, out JsonElement value) =>
        root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private void AddPair(Dictionary<string, string> pairs, JsonElement pair)
    {
        string? key = TextOf(pair, "key", "properties.key", 255, false) ?? TextOf(pair, "name", "properties.name", 255, true);
        if (key is null)
        {
            return;
        }

        if (pair.TryGetProperty("value", out JsonElement value))
        {
            AddProperty(pairs, key, value);
        }
        else
        {
            Fail($"properties.{key} has no value");
        }
    }

    private void AddProperty(Dictionary<string, string> pairs, string key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fail($"properties.{key} must be a text");
            return;
        }

        string text = value.GetString()!;
        if (key.Length > 255)
        {
            Fail($"properties has a key of {key.Length} characters, at most 255 are allowed");
        }

        if (text.Length > 255)
        {
            Fail($"properties.{key} has {text.Length} characters, at most 255 are allowed");
        }

        pairs[key] = text;
    }

    /// <summary>A text of an object inside the request, or null when it is not there or not good.</summary>
    /// <param name="from">The object.</param>
    /// <param name="name">The field in it.</param>
    /// <param name="label">What a problem calls the field.</param>
    /// <param name="most">The largest number of characters.</param>
    /// <param name="required">Whether its absence is a problem.</param>
    public string? TextOf(JsonElement from, string name, string label, int most, bool required)
    {
        string? text = null;
        if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value))
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
            {
                Fail($"{label} must be a text");
                return null;
            }

            text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString();
        }

        if (string.IsNullOrEmpty(text))
        {
            if (required)
            {
                Fail($"{label} is required");
            }

            return null;
        }

        if (text.Length <= most)
        {
            return text;
        }

        Fail($"{label} has {text.Length} characters, at most {most} are allowed");
        return null;
    }
}
