using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>The columns of a CSV that the documentation does not name, kept as a compact JSON object of strings.</summary>
internal sealed class ExtraColumns
{
    private readonly (int Index, JsonEncodedText Name)[] _columns;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <param name="columns">Index and name; a nameless column is named after its place, a name that comes again gets a number.</param>
    public ExtraColumns(IEnumerable<(int Index, string Name)> columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        _columns = [.. columns.Select(column => (column.Index, JsonEncodedText.Encode(Unique(column.Index, column.Name, taken), Encoder)))];
    }

    private static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The row's values as JSON: a field that stands there as nothing or as <c>null</c> is null.</summary>
    public string ToJson(CsvDeliveryRows row)
    {
        _bytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = Encoder });
        json.WriteStartObject();
        foreach ((int index, JsonEncodedText name) in _columns)
        {
            ReadOnlySpan<byte> value = row.Value(index);
            if (FieldValue.IsMissing(value))
            {
                json.WriteNull(name);
            }
            else
            {
                json.WriteString(name, Encoding.UTF8.GetString(value));
            }
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }

    private static string Unique(int index, string name, HashSet<string> taken)
    {
        string wanted = name.Length == 0 ? $"column{index + 1}" : name;
        string unique = wanted;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = $"{wanted}_{i}";
        }

        return unique;
    }
}
