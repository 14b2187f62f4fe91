using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Signed credentials for one host. The API secret is used once, to compute the signature, and is not kept.
/// The API key and the signature together are as secret as the API secret: neither is public here.
/// </summary>
public sealed class SmCredential
{
    private SmCredential(string clientId, string apiKey, string signature) =>
        (ClientId, ApiKey, Signature, Secrets) = (clientId, apiKey, signature, new Secrets(apiKey, signature));

    /// <summary>The client id. Not a secret.</summary>
    public string ClientId { get; }

    internal string ApiKey { get; }

    internal string Signature { get; }

    /// <summary>Finds key and signature in text from outside.</summary>
    internal Secrets Secrets { get; }

    /// <summary>Signs: lower-case hex of SHA-1 over the UTF-8 bytes of API key, client id and API secret.</summary>
    /// <param name="clientId">The client id that belongs to the host.</param>
    /// <param name="apiSecret">The API secret that belongs to the client id.</param>
    /// <param name="apiKey">Any string; when absent, 32 random hexadecimal characters.</param>
    /// <exception cref="ArgumentException">The client id or the secret is empty.</exception>
    public static SmCredential Create(string clientId, string apiSecret, string? apiKey = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(apiSecret);
        apiKey ??= RandomNumberGenerator.GetHexString(32, lowercase: true);
#pragma warning disable CA5350 // The API defines its signature as SHA-1.
        byte[] hash = SHA1.HashData(Encoding.UTF8.GetBytes(apiKey + clientId + apiSecret));
#pragma warning restore CA5350
        return new SmCredential(clientId, apiKey, Convert.ToHexString(hash).ToLowerInvariant());
    }

    /// <inheritdoc />
    public override string ToString() => ClientId;
}
