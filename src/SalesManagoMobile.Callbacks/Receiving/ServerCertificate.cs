using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SalesManagoMobile.Callbacks;

/// <summary>A certificate that TLS can use for as long as a receiver listens.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly X509Certificate2? _copy;

    /// <param name="given">The user's certificate, with its private key. It is not disposed.</param>
    public ServerCertificate(X509Certificate2 given)
    {
        if (OperatingSystem.IsWindows() && !HasStoredKey(given))
        {
            _copy = CopyWithStoredKey(given);
        }

        // The chain is built once and not again for each caller.
        Tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(_copy ?? given, additionalCertificates: null, offline: true),
        };
    }

    public SslServerAuthenticationOptions Tls { get; }

    /// <summary>
    /// On Windows, TLS is served by another process, which sees only keys that are in a key container. A key that was read from a PEM file is
    /// in memory alone. The copy's container goes with the copy.
    /// </summary>
    public static X509Certificate2 CopyWithStoredKey(X509Certificate2 given)
    {
        byte[] bytes = given.Export(X509ContentType.Pkcs12);
        try
        {
            return new X509Certificate2(bytes, (string?)null, X509KeyStorageFlags.DefaultKeySet);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public void Dispose() => _copy?.Dispose();

    [SupportedOSPlatform("windows")]
    private static bool HasStoredKey(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPrivateKey();
        using ECDsa? ecdsa = certificate.GetECDsaPrivateKey();
        return rsa is RSACryptoServiceProvider or RSACng { Key.IsEphemeral: false } || ecdsa is ECDsaCng { Key.IsEphemeral: false };
    }
}
