namespace SalesManagoMobile.Client;

/// <summary>Makes text of unknown length and content fit for a message.</summary>
internal static class Shorten
{
    /// <summary>At most so many characters, on one line, with nothing in it that a terminal obeys.</summary>
    public static string To(string text, int length)
    {
        string line = SafeText.ForScreen(text).Trim();
        return line.Length <= length ? line : line[..length] + "…";
    }
}
