using System.Text.RegularExpressions;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>
/// Fills figures into a page. A place for a figure is a pair of comments that a reader does not see:
/// <c>&lt;!--figure name--&gt;whatever stood here&lt;!--/figure--&gt;</c>. The prose around it is written by hand, what is between never.
/// </summary>
internal static partial class FigureText
{
    /// <param name="page">The Markdown text.</param>
    /// <param name="figures">Texts by name; one of several lines gets lines of its own.</param>
    /// <param name="missing">Gets the names of figures that the page asks for and nobody has measured; the page says so too.</param>
    public static string Fill(string page, IReadOnlyDictionary<string, string> figures, ICollection<string> missing) =>
        Place().Replace(page, match =>
        {
            string name = match.Groups["name"].Value;
            if (!figures.TryGetValue(name, out string? text))
            {
                missing.Add(name);
                text = "not measured yet";
            }

            string edge = text.Contains('\n', StringComparison.Ordinal) ? "\n" : "";
            return $"<!--figure {name}-->{edge}{text}{edge}<!--/figure-->";
        });

    [GeneratedRegex(@"<!--figure (?<name>[\w.-]+)-->.*?<!--/figure-->", RegexOptions.Singleline)]
    private static partial Regex Place();
}
