using System.Security.Cryptography;
using System.Text;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The secret that a caller shows: the path's last segment, the header X-Callback-Token, or the password of basic
/// authentication. Only its hash is kept; hashes of equal length are compared in constant time.
/// </summary>
public sealed class CallbackToken
{
    /// <summary>Shorter ones can be guessed.</summary>
    public const int MinLength = 16;

    private readonly byte[] _hash;

    /// <param name="token">At least 16 of the characters that a path takes as they are: letters, digits, <c>-._~</c>.</param>
    /// <exception cref="FormatException">The token is too short, or has other characters.</exception>
    public CallbackToken(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length < MinLength || token.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '~')))
        {
            throw new FormatException(
                $"The token needs at least {MinLength} letters, digits or any of - . _ ~ and nothing else; it has "
                    + $"{token.Length} characters.");
        }

        _hash = Hash(token);
    }

    /// <summary>A new token of 256 random bits.</summary>
    public static string Generate()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    internal bool Matches(string? candidate) => candidate is not null && CryptographicOperations.FixedTimeEquals(Hash(candidate), _hash);

    /// <summary>Whether the request below the prefix shows the token in one of the three ways.</summary>
    internal bool IsShownBy(HttpRequestHead head, string prefixPath) =>
        (head.Path + "/").StartsWith(prefixPath, StringComparison.Ordinal)
        && ((head.Path.Length > prefixPath.Length && Matches(head.Path[prefixPath.Length..]))
            || Matches(head["X-Callback-Token"]) || Matches(BasicPassword(head["Authorization"])));

    private static string? BasicPassword(string? authorization)
    {
        if (authorization?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        byte[] bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out int count))
        {
            return null;
        }

        string pair = Encoding.UTF8.GetString(bytes, 0, count);
        int colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
