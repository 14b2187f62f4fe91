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
        {
            return Text;
        }

        var rendered = new StringBuilder(Text.Length + 32);
        int position = 0;
        while (position < Text.Length)
        {
            int start = Text.IndexOf("${", position, StringComparison.Ordinal);
            int end = start < 0 ? -1 : Text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            rendered.Append(Text, position, start - position);
            rendered.Append(Value(Text[(start + 2)..end], properties, details));
            position = end + 1;
        }

        return rendered.Append(Text, position, Text.Length - position).ToString();
    }

    private static string Value(string inside, IReadOnlyDictionary<string, string>? properties, IReadOnlyDictionary<string, string>? details)
    {
        int colon = inside.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inside : inside[..colon];
        string fallback = colon < 0 ? "" : inside[(colon + 1)..];
        bool isDetail = name.StartsWith("cst.", StringComparison.Ordinal);
        IReadOnlyDictionary<string, string>? known = isDetail ? details : properties;
        return known is not null && known.TryGetValue(isDetail ? name[4..] : name, out string? value) ? value : fallback;
    }
}
