using System.Text.RegularExpressions;

namespace SalesManagoMobile.Help;

/// <summary>Reads a page in the layout of PlatyPS. What follows from the class (syntax, tables of attributes) is skipped.</summary>
internal static partial class PageReader
{
    public static HelpPage Read(string markdown)
    {
        string[] lines = markdown.ReplaceLineEndings("\n").Split('\n');
        IReadOnlyList<(string Heading, string Body)> sections = Cut(lines, "## ");
        string name = lines.First(static line => line.StartsWith("# ", StringComparison.Ordinal))[2..].Trim();
        return new HelpPage(
            name,
            Body(sections, "SYNOPSIS"),
            Body(sections, "DESCRIPTION"),
            [.. Sub(sections, "EXAMPLES").Select(static part => ReadExample(part.Heading, part.Body))],
            Sub(sections, "PARAMETERS").Where(static part => part.Heading.StartsWith('-'))
                .ToDictionary(static part => part.Heading[1..], static part => Yaml().Replace(part.Body, "").Trim()),
            [.. Sub(sections, "INPUTS").Select(static part => new HelpType(part.Heading, part.Body))],
            [.. Sub(sections, "OUTPUTS").Select(static part => new HelpType(part.Heading, part.Body))],
            Body(sections, "NOTES"),
            [
                .. Body(sections, "RELATED LINKS")
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(static line => line.StartsWith("- ", StringComparison.Ordinal)),
            ],
            Date(markdown));
    }

    /// <summary>Cuts text at headings of one level; a line in a fence is never a heading.</summary>
    private static List<(string Heading, string Body)> Cut(IEnumerable<string> lines, string mark)
    {
        var parts = new List<(string Heading, List<string> Lines)>();
        bool fenced = false;
        foreach (string line in lines)
        {
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!fenced && line.StartsWith(mark, StringComparison.Ordinal))
            {
                parts.Add((line[mark.Length..].Trim(), []));
            }
            else if (parts.Count > 0)
            {
                parts[^1].Lines.Add(line);
            }
        }

        return [.. parts.Select(static part => (part.Heading, string.Join('\n', part.Lines).Trim()))];
    }

    /// <summary>The date of a page in its front matter, or nothing.</summary>
    public static string Date(string markdown) => DateLine().Match(markdown).Groups["date"].Value;

    private static string Body(IReadOnlyList<(string Heading, string Body)> sections, string heading) =>
        sections.FirstOrDefault(section => section.Heading == heading).Body ?? "";

    private static List<(string Heading, string Body)> Sub(IReadOnlyList<(string Heading, string Body)> sections, string heading) =>
        Cut(Body(sections, heading).Split('\n'), "### ");

    private static HelpExample ReadExample(string heading, string body)
    {
        Match fence = Fence().Match(body);
        string title = ExampleNumber().Replace(heading, "");
        return fence.Success
            ? new HelpExample(title, fence.Groups["code"].Value.TrimEnd(), body[(fence.Index + fence.Length)..].Trim())
            : throw new FormatException($"The example '{heading}' has no code.");
    }

    [GeneratedRegex("""```yaml\n.*?\n```""", RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex("""```powershell\n(?<code>.*?)\n```""", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("""(?<=\n)ms\.date: (?<date>\d\d/\d\d/\d{4})(?=\r?\n)""")]
    private static partial Regex DateLine();

    [GeneratedRegex("""^Example \d+(: )?""")]
    private static partial Regex ExampleNumber();
}
