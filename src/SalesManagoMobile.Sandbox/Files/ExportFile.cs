using System.Security.Cryptography;

namespace SalesManagoMobile.Sandbox;

/// <summary>An exported file as it lies on the file host.</summary>
internal sealed record ExportFile(ReadOnlyMemory<byte> Content, string ContentType)
{
    /// <summary>The strong entity tag: the same content has the same tag, whichever address it is fetched from.</summary>
    public string ETag { get; } = $"\"{Convert.ToHexString(SHA256.HashData(Content.Span), 0, 16).ToLowerInvariant()}\"";
}
