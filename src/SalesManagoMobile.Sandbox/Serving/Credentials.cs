namespace SalesManagoMobile.Sandbox;

/// <summary>Recognises proofs of identity where none belongs.</summary>
internal static class Credentials
{
    private static readonly string[] Headers = ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "apiKey", "clientId", "sha"];
    private static readonly string[] Parameters = ["apiKey=", "clientId=", "sha="];

    public static bool IsHeader(string name) => Headers.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool AreInAddress(string target)
    {
        int query = target.IndexOf('?', StringComparison.Ordinal);
        return query >= 0 && Parameters.Any(name => target.IndexOf(name, query, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
