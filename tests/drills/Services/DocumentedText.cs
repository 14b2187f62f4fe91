namespace SalesManagoMobile.Drills;

/// <summary>Blocks of the page about callbacks, as a user would copy them.</summary>
internal static class DocumentedText
{
    /// <summary>The indented block that has a line, without its indent.</summary>
    public static string BlockWith(string line)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", "about_SalesManagoMobile_Callbacks.md"));
        int at = Array.FindIndex(lines, one => one.Trim() == line);
        int start = at, end = at;
        while (IsInBlock(lines[start - 1]))
        {
            start--;
        }

        while (IsInBlock(lines[end + 1]))
        {
            end++;
        }

        return string.Concat(lines[start..(end + 1)].Select(static one => (one.Length > 4 ? one[4..] : "") + "\n")).Trim() + "\n";
    }

    private static bool IsInBlock(string line) => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal);
}
