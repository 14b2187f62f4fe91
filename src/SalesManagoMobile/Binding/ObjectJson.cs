using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile;

/// <summary>Between what scripts have at hand (hashtables, objects, lists) and JSON.</summary>
internal static class ObjectJson
{
    /// <summary>The type name of what <see cref="Read"/> makes of a JSON object: its view shows texts without what a terminal obeys.</summary>
    public const string TypeName = "SalesManagoMobile.SmResponse";

    private const int MaxDepth = 32;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A hashtable or an object as JSON; a text is JSON already.</summary>
    /// <exception cref="FormatException">The value is none of them, or something in it is not a JSON value.</exception>
    public static string Text(object? value) => Unwrap(value) switch
    {
        null => "{}",
        string text => text,
        { } fields when IsObject(fields) => Json(writer => Write(writer, "", fields, 0, otherAsText: false)),
        var other => throw new FormatException($"it is {other.GetType().Name}"),
    };

    /// <summary>Any value as JSON. What has no place in JSON becomes the text that it shows.</summary>
    /// <exception cref="FormatException">It is nested too deeply, or a number in it is not finite.</exception>
    public static string Value(object? value) => Json(writer => Write(writer, "", value, 0, otherAsText: true));

    /// <summary>
    /// A JSON value as scripts use it: objects with properties, arrays, texts, numbers, booleans. Texts stay texts, also those that look
    /// like dates.
    /// </summary>
    /// <exception cref="FormatException">Two fields of one object differ in case alone: an object of PowerShell cannot hold
    /// both.</exception>
    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number =>
            element.TryGetInt64(out long whole) ? whole : element.TryGetDecimal(out decimal exact) ? exact : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static PSObject ReadObject(JsonElement element)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, TypeName);
        foreach (JsonProperty field in element.EnumerateObject())
        {
            if (result.Properties[field.Name] is { } other)
            {
                throw new FormatException(
                    $"It has both '{other.Name}' and '{field.Name}', which an object cannot have. Use -Raw to get the text.");
            }

            result.Properties.Add(new PSNoteProperty(field.Name, Read(field.Value)));
        }

        return result;
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WritePairs(Utf8JsonWriter writer, object value, int depth, bool otherAsText)
    {
        IEnumerable<(string Name, object? Value)> pairs = value is IDictionary dictionary
            ? dictionary.Cast<DictionaryEntry>()
            .Select(entry => (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value))
            : ((PSObject)value).Properties.Select(property => (property.Name, (object?)property.Value));
        foreach ((string name, object? inner) in pairs)
        {
            writer.WritePropertyName(name);
            Write(writer, name, inner, depth, otherAsText);
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value, int depth, bool otherAsText)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"'{name}' is nested deeper than {MaxDepth} levels");
        }

        switch (Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double or float when !double.IsFinite(Convert.ToDouble(Unwrap(value), CultureInfo.InvariantCulture)):
                throw new FormatException($"'{name}' is not a finite number");
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                writer.WriteRawValue(((IFormattable)Unwrap(value)!).ToString(null, CultureInfo.InvariantCulture));
                break;
            case string or char or Guid or Uri or Enum or SwitchParameter or DateTime or DateTimeOffset:
                WriteText(writer, Unwrap(value)!);
                break;
            case var fields when IsObject(fields):
                writer.WriteStartObject();
                WritePairs(writer, fields, depth + 1, otherAsText);
                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, name, item, depth + 1, otherAsText);
                }

                writer.WriteEndArray();
                break;
            case var other when otherAsText:
                writer.WriteStringValue(other.ToString());
                break;
            case var other:
                throw new FormatException(
                    $"'{name}' is {other.GetType().Name}, which cannot be converted to JSON: give a string, a number or a hashtable");
        }
    }

    private static void WriteText(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case SwitchParameter on:
                writer.WriteBooleanValue(on.IsPresent);
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)value).ToString("o", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }

    private static bool IsObject(object value) => value is IDictionary or PSObject;

    /// <summary>A value without its wrapper, but for an object that is made of nothing else.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
