using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace SalesManagoMobile.Help;

/// <summary>Keeps the table of errors in its page equal to the one in the code.</summary>
internal static partial class ErrorsPage
{
    /// <summary>Every error of the module, by id.</summary>
    public static IEnumerable<ErrorRow> Rows =>
        typeof(ErrorTable).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static one => one.GetValue(null)).OfType<ErrorRow>()
            .Concat(ErrorTable.ByKind.Values).DistinctBy(static row => row.Id).OrderBy(static row => row.Id, StringComparer.Ordinal);

    public static string Refresh(string markdown)
    {
        var table = new StringBuilder("| Error id | Category | What to do |\n| --- | --- | --- |\n");
        foreach (ErrorRow row in Rows)
        {
            table.Append("| `").Append(row.Id).Append("` | ").Append(row.Category).Append(" | ").Append(row.Action).Append(" |\n");
        }

        return Table().Replace(markdown, table.ToString().TrimEnd().Replace("$", "$$", StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?<=^|\n)\| Error id \|.*?(?=\n\n|\n?$)""", RegexOptions.Singleline)]
    private static partial Regex Table();
}
