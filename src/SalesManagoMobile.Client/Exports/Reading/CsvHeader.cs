namespace SalesManagoMobile.Client;

/// <summary>What the start of a CSV file says about the rest of it.</summary>
internal static class CsvHeader
{
    /// <summary>What separates the columns: what makes one of the header a known column, else what makes most columns of it.</summary>
    /// <param name="head">The start of the file.</param>
    /// <param name="isKnown">Whether a column has the name.</param>
    public static byte DelimiterOf(string head, Func<string, bool> isKnown)
    {
        string header = head.Split('\n', '\r').FirstOrDefault(line => line.Trim().Length > 0 && !IsPreface(line)) ?? "";
        return (byte)",;\t|".MaxBy(delimiter =>
        {
            string[] names = header.Split(delimiter);
            return names.Any(name => isKnown(name.Trim(" \"".ToCharArray()))) ? int.MaxValue : names.Length;
        });
    }

    /// <summary>
    /// Whether a line before the header is none: Windows PowerShell writes its type first, and Excel reads the separator from such a line.
    /// </summary>
    public static bool IsPreface(string line) =>
        line.StartsWith("#TYPE ", StringComparison.Ordinal) || line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
}
