using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// A text with placeholders. The API documents no escaping and no nesting: a placeholder runs from <c>${</c> to the next <c>}</c>,
/// its name to the first colon. What does not read as a placeholder (no end, no name) is plain text.
/// </summary>
public sealed class PushText
{
    private const string ContactDetailPrefix = "cst.";
    private readonly List<(string Text, Placeholder? Placeholder)> _parts = [];

    private PushText(string source) => Source = source;

    /// <summary>The text as it was written.</summary>
    public string Source { get; }

    /// <summary>The placeholders in order, repeated ones as often as they stand there.</summary>
    public IEnumerable<Placeholder> Placeholders => _parts.Select(part => part.Placeholder).OfType<Placeholder>();

    /// <summary>Whether there is at least one placeholder.</summary>
    public bool IsPersonalized => _parts.Exists(part => part.Placeholder is not null);

    /// <summary>Reads a text. Never fails.</summary>
    public static PushText Parse(string text)
    {
        PushText result = new(text);
        int plain = 0;
        int start = 0;
        while ((start = text.IndexOf("${", start, StringComparison.Ordinal)) >= 0)
        {
            int end = text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            if (Read(text[start..(end + 1)]) is { } placeholder)
            {
                result.AddPlain(text[plain..start]);
                result._parts.Add((placeholder.Source, placeholder));
                plain = start = end + 1;
            }
            else
            {
                start += 2;
            }
        }

        result.AddPlain(text[plain..]);
        return result;
    }

    /// <summary>A text in which nothing is a placeholder.</summary>
    public static PushText Literal(string text)
    {
        PushText result = new(text);
        result.AddPlain(text);
        return result;
    }

    /// <summary>Fills in what is known here: properties, else fallbacks. A placeholder with neither stays as it was written.</summary>
    public string Render(IReadOnlyDictionary<string, string>? properties)
    {
        if (!IsPersonalized)
        {
            return Source;
        }

        StringBuilder text = new();
        foreach ((string plain, Placeholder? placeholder) in _parts)
        {
            text.Append(placeholder is null ? plain : Value(placeholder, properties) ?? placeholder.Source);
        }

        return text.ToString();
    }

    /// <summary>What would stand in a placeholder's place, or null when nothing here tells.</summary>
    public static string? Value(Placeholder placeholder, IReadOnlyDictionary<string, string>? properties) =>
        !placeholder.IsContactDetail && properties is not null && properties.TryGetValue(placeholder.Name, out string? value)
            ? value ?? ""
            : placeholder.Fallback;

    private static Placeholder? Read(string source)
    {
        string inside = source[2..^1];
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inside : inside[..colon];
        string? fallback = colon < 0 ? null : inside[(colon + 1)..];
        bool isContactDetail = name.StartsWith(ContactDetailPrefix, StringComparison.Ordinal);
        if (isContactDetail)
        {
            name = name[ContactDetailPrefix.Length..];
        }

        return string.IsNullOrWhiteSpace(name) || name.Contains("${", StringComparison.Ordinal)
            ? null
            : new Placeholder(name, fallback, isContactDetail, source);
    }

    private void AddPlain(string text)
    {
        if (text.Length > 0)
        {
            _parts.Add((text, null));
        }
    }
}
