namespace SalesManagoMobile.Sandbox;

/// <summary>Recognises proofs of identity where none belongs.</summary>
internal static class Credentials
{
    private static readonly string[] Names = ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "apiKey", "clientId", "sha"];

    public static bool AreIn(string target, IEnumerable<string> headerNames) =>
        headerNames.Any(name => Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        || Names.Any(name => target.Contains(name + "=", StringComparison.OrdinalIgnoreCase));
}
