using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace SalesManagoMobile;

/// <summary>Reads a callback's fields from what web hosts hand to scripts: a hashtable, an object, or a collection of names.</summary>
internal static class CallbackInput
{
    /// <summary>The bytes of a body given as text or as bytes; null when the value is neither.</summary>
    public static byte[]? Body(object value) => Given.Value(value) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        object[] items when items.All(item => Given.Value(item) is byte) => [.. items.Select(item => (byte)Given.Value(item)!)],
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
        value = ObjectJson.Unwrap(value);
        return value is IEnumerable list and not string and not IDictionary
            ? list.Cast<object?>().Select(Text)
            : [Text(value)];
    }

    private static string? Text(object? value) => ObjectJson.Unwrap(value) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IDictionary or PSObject or IEnumerable => ObjectJson.Value(value),
        var other => other.ToString(),
    };
}
