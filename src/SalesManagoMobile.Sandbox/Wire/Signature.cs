using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>The check of <c>clientId</c>, <c>apiKey</c> and <c>sha</c>.</summary>
internal static class Signature
{
    private static readonly (string ClientId, string Secret) Api = (SandboxAccount.ClientId, SandboxAccount.ApiSecret);
    private static readonly (string ClientId, string Secret) Mobile = (SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret);

    /// <summary>Whether the three belong together and to the host. The documentation gives the order: key, client, secret.</summary>
    public static bool IsGood(bool isMobileHost, string? clientId, string? apiKey, string? sha)
    {
        (string ClientId, string Secret) expected = isMobileHost ? Mobile : Api;
        if (clientId != expected.ClientId || string.IsNullOrEmpty(apiKey) || sha is not { Length: 40 })
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The API defines its signature with SHA-1.
        SHA1.HashData(Encoding.UTF8.GetBytes(apiKey + expected.ClientId + expected.Secret), hash);
#pragma warning restore CA5350
        Span<byte> given = stackalloc byte[SHA1.HashSizeInBytes];
        return !sha.AsSpan().ContainsAnyInRange('A', 'F') && IsHex(sha, given) && given.SequenceEqual(hash);
    }

    private static bool IsHex(string text, Span<byte> bytes)
    {
        for (int index = 0; index < bytes.Length; index++)
        {
            if (!byte.TryParse(text.AsSpan(index * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[index]))
            {
                return false;
            }
        }

        return true;
    }
}
