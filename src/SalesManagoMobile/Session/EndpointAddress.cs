namespace SalesManagoMobile;

/// <summary>Turns what a user calls a host into the address of that host.</summary>
internal static class EndpointAddress
{
    private const string AccountDomain = ".salesmanago.com";

    /// <summary>
    /// Accepts <c>name</c>, <c>name.salesmanago.com</c> and <c>https://name.salesmanago.com</c>; plain http for loopback addresses only,
    /// because requests carry credentials.
    /// </summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="shortNames">Whether a bare name means an account of SALESmanago.</param>
    /// <exception cref="FormatException">The text names no acceptable host; the message says why.</exception>
    public static Uri Parse(string text, bool shortNames)
    {
        string host = text.Trim();
        if (!host.Contains("://", StringComparison.Ordinal))
        {
            bool bare = shortNames && host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && host != "localhost";
            host = $"https://{host}{(bare ? AccountDomain : "")}";
        }

        if (!Uri.TryCreate(host, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            throw new FormatException($"'{text}' is not the address of a host.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new FormatException(
                $"'{text}' is not https. Plain http is accepted for this machine only, because requests carry credentials.");
        }

        if (address.UserInfo.Length > 0 || address.AbsolutePath != "/" || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FormatException($"'{address.Host}' must not contain a user name, path or query.");
        }

        return address;
    }
}
