namespace SalesManagoMobile.Client;

/// <summary>What must never be shown: a server may echo a request, and an error may quote it.</summary>
internal readonly struct Secrets(SmCredential credential)
{
    private const string Stars = "***";

    /// <summary>The length of the longest text that is masked.</summary>
    public int Longest => Math.Max(credential.Signature.Length, credential.EscapedApiKey.Length);

    public bool Knows(string text) =>
        text.Contains(credential.ApiKey, StringComparison.Ordinal)
        || text.Contains(credential.EscapedApiKey, StringComparison.Ordinal)
        || text.Contains(credential.Signature, StringComparison.OrdinalIgnoreCase);

    public string Mask(string text) => !Knows(text) ? text : text
        .Replace(credential.Signature, Stars, StringComparison.OrdinalIgnoreCase)
        .Replace(credential.EscapedApiKey, Stars, StringComparison.Ordinal)
        .Replace(credential.ApiKey, Stars, StringComparison.Ordinal);
}
