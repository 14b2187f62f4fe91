using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Callbacks;

/// <summary>The fields of one callback, in the order they were sent. Names are looked up without regard to case.</summary>
internal sealed class CallbackFields
{
    /// <summary>More fields than any documented shape could have; what follows is left to the raw body.</summary>
    public const int MaxCount = 1000;

    // Readable in logs and CSV: nothing here is ever put into HTML unescaped by us.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<KeyValuePair<string, string?>> _all = [];
    private readonly Dictionary<string, string?> _first = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _all.Count;

    /// <summary>Whether they may be a delivery report in the platform's later form, which comes as JSON only.</summary>
    public bool IsJson { get; init; }

    /// <summary>The field's first value, or null when it was not sent.</summary>
    public string? this[string name] => _first.GetValueOrDefault(name);

    public bool Contains(string name) => _first.ContainsKey(name);

    /// <summary>Adds a field; false when there are too many of them.</summary>
    public bool Add(string name, string? value)
    {
        if (_all.Count == MaxCount)
        {
            return false;
        }

        _all.Add(new(name, value));
        _first.TryAdd(name, value);
        return true;
    }

    /// <summary>Adds the fields of the other whose names are not here yet.</summary>
    public void AddMissing(CallbackFields other)
    {
        foreach ((string? name, string? value) in other._all.Where(field => !Contains(field.Key)).ToList())
        {
            Add(name, value);
        }
    }

    /// <summary>All fields as a compact JSON object; a name that came several times holds an array.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            foreach (IGrouping<string, string?> sameName in _all.GroupBy(field => field.Key, field => field.Value, StringComparer.Ordinal))
            {
                WriteField(writer, sameName.Key, [.. sameName]);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteField(Utf8JsonWriter writer, string name, string?[] values)
    {
        writer.WritePropertyName(name);
        if (values.Length == 1)
        {
            writer.WriteStringValue(values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (string? value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
