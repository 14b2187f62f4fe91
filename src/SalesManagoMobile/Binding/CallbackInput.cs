using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile;

/// <summary>Reads a callback's fields from what web hosts hand to scripts: a hashtable, an object, or a collection of names.</summary>
internal static class CallbackInput
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a body given as text or as bytes; null when the value is neither.</summary>
    public static byte[]? Body(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        object[] items when items.All(item => (item is PSObject one ? one.BaseObject : item) is byte) =>
            [.. items.Select(item => (byte)(item is PSObject one ? one.BaseObject : item))],
        _ => null,
    };

    /// <summary>The fields of a hashtable or an object. A list is a field that came several times.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Fields(PSObject input) =>
        from pair in Pairs(input)
        from value in Values(pair.Value)
        select KeyValuePair.Create(pair.Key, value);

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(PSObject input) => input.BaseObject switch
    {
        IDictionary dictionary => dictionary.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create($"{entry.Key}", entry.Value)),
        NameValueCollection names => names.AllKeys.Select(name => KeyValuePair.Create(name ?? "", (object?)names.GetValues(name))),
        _ =>
            input.Properties.Where(property => property.IsGettable)
                .Select(property => KeyValuePair.Create(property.Name, (object?)property.Value)),
    };

    private static IEnumerable<string?> Values(object? value)
    {
        value = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return value is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(Text)
            : [Text(value)];
    }

    private static string? Text(object? value) =>
        (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value) switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IDictionary or PSObject or IEnumerable => Json(value),
            var other => other.ToString(),
        };

    private static string Json(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value)
        {
            case IDictionary or PSObject:
                writer.WriteStartObject();
                foreach ((string? name, object? inner) in Pairs(PSObject.AsPSObject(value)))
                {
                    writer.WritePropertyName(name);
                    Write(writer, inner);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list and not string:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                writer.WriteRawValue(Text(value)!);
                break;
            default:
                writer.WriteStringValue(Text(value));
                break;
        }
    }
}
