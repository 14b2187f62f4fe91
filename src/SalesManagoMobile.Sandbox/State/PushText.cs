using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>A text that may have placeholders: <c>${name:fallback}</c> and <c>${cst.name:fallback}</c>.</summary>
internal readonly record struct PushText(string Text, bool Personalized)
{
    /// <summary>A text that was not given.</summary>
    public static PushText None { get; } = new("", false);

    /// <summary>The text as one person reads it. What nobody knows and has no fallback becomes nothing.</summary>
    public string Render(IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        if (!Personalized || !Text.Contains("${", StringComparison.Ordinal))
            return Text;
        var rendered = new StringBuilder(Text.Length + 32);
        var position = 0;
        while (position < Text.Length)
        {
            var start = Text.IndexOf("${", position, StringComparison.Ordinal);
            var end = start < 0 ? -1 : Text.IndexOf('}', start);
            if (end < 0)
                break;
            rendered.Append(Text, position, start - position);
            rendered.Append(Value(Text[(start + 2)..end], properties, details));
            position = end + 1;
        }

        return rendered.Append(Text, position, Text.Length - position).ToString();
    }

    private static string Value(string inside, IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? inside : inside[..colon];
        var fallback = colon < 0 ? "" : inside[(colon + 1)..];
        var isDetail = name.StartsWith("cst.", StringComparison.Ordinal);
        var known = isDetail ? details : properties;
        return known is not null && known.TryGetValue(isDetail ? name[4..] : name, out var value) ? value : fallback;
    }
}
