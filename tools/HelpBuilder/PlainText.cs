using System.Text.RegularExpressions;

namespace SalesManagoMobile.Help;

/// <summary>Markdown as a console shows it.</summary>
internal static partial class PlainText
{
    /// <summary>Blocks that an empty line ends; the lines of a paragraph are joined, list items and code keep their own lines.</summary>
    public static IReadOnlyList<string> Paragraphs(string markdown) =>
        [.. Blocks().Split(markdown).Select(static block => block.Trim('\n')).Where(static block => block.Length > 0).Select(Paragraph)];

    /// <summary>Takes the marks out of a line.</summary>
    public static string Inline(string markdown)
    {
        string text = Link().Replace(markdown, static link =>
            link.Groups["to"].Value.StartsWith("http", StringComparison.Ordinal) && link.Groups["to"].Value != link.Groups["text"].Value
                ? $"{link.Groups["text"].Value} ({link.Groups["to"].Value})"
                : link.Groups["text"].Value);
        return text.Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
    }

    private static string Paragraph(string block)
    {
        if (block.StartsWith("```", StringComparison.Ordinal))
        {
            return string.Join('\n', block.Split('\n')[1..^1].Select(static line => "    " + line));
        }

        return Inline(LineBreak().Replace(block, " "));
    }

    [GeneratedRegex("""\n\s*\n""")]
    private static partial Regex Blocks();

    [GeneratedRegex("""\[(?<text>[^\]]+)\]\((?<to>[^)]*)\)""")]
    private static partial Regex Link();

    /// <summary>A line break that only keeps the source's lines short: what follows is not a new list item.</summary>
    [GeneratedRegex("""\n\s*(?!\s*([-*]|\d+\.) )""")]
    private static partial Regex LineBreak();
}
