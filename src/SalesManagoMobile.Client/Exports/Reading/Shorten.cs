namespace SalesManagoMobile.Client;

/// <summary>Makes text of unknown length and content fit for a message.</summary>
internal static class Shorten
{
    /// <summary>At most so many characters, on one line, without control characters.</summary>
    public static string To(string text, int length)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= length ? line : line[..length] + "…";
    }
}
