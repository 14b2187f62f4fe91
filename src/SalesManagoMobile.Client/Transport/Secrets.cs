namespace SalesManagoMobile.Client;

/// <summary>What must never be shown: a server may echo a request, and an error may quote it.</summary>
internal readonly struct Secrets(SmCredential credential)
{
    private const string Stars = "***";

    public bool Knows(string text) =>
        text.Contains(credential.ApiKey, StringComparison.Ordinal)
        || text.Contains(credential.Signature, StringComparison.OrdinalIgnoreCase);

    public string Mask(string text) => !Knows(text) ? text : text
        .Replace(credential.Signature, Stars, StringComparison.OrdinalIgnoreCase)
        .Replace(credential.ApiKey, Stars, StringComparison.Ordinal);
}
