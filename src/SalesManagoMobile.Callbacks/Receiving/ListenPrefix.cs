using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Callbacks;

/// <summary>Where a receiver listens: scheme, addresses, port and the path above the token.</summary>
public sealed record ListenPrefix
{
    private ListenPrefix(bool isHttps, string host, IReadOnlyList<IPAddress> addresses, int port, string path) =>
        (IsHttps, Host, Addresses, Port, Path) = (isHttps, host, addresses, port, path);

    /// <summary>Whether the receiver itself speaks TLS.</summary>
    public bool IsHttps { get; }

    /// <summary>The host as it was given: localhost, an address, or + for all addresses.</summary>
    public string Host { get; }

    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The port; 0 lets the system choose one.</summary>
    public int Port { get; init; }

    /// <summary>The path, from one slash to another: <c>/callbacks/</c>.</summary>
    public string Path { get; }

    /// <summary>Reads <c>http(s)://host:port/path/</c>, where host is localhost, an IP address of this machine, or + for all.</summary>
    /// <exception cref="FormatException">The text is no such prefix; the message says what is wrong with it.</exception>
    public static ListenPrefix Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isHttps = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isHttps && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(text, "it starts with neither http:// nor https://");
        }

        string rest = text[(isHttps ? 8 : 7)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        (string? authority, string? path) = slash < 0 ? (rest, "/") : (rest[..slash], rest[slash..]);
        int colon = authority.LastIndexOf(':');
        bool hasPort = colon > authority.LastIndexOf(']');
        int port = isHttps ? 443 : 80;
        if (hasPort
            && !(int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535))
        {
            throw Wrong(text, "its port is not a number from 0 to 65535");
        }

        if (path.Any(c => c is <= ' ' or > '~' or '?' or '#' or '%'))
        {
            throw Wrong(text, "its path has characters other than visible ASCII, or one of ? # %");
        }

        string host = hasPort ? authority[..colon] : authority;
        return new ListenPrefix(isHttps, host, FindAddresses(host, text), port, path.EndsWith('/') ? path : path + "/");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsHttps ? "https" : "http")}://{Host}:{Port}{Path}");

    private static IReadOnlyList<IPAddress> FindAddresses(string host, string text)
    {
        if (host is "+" or "*")
        {
            return Socket.OSSupportsIPv6 ? [IPAddress.IPv6Any] : [IPAddress.Any];
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback];
        }

        return AddressRange.TryParseAddress(host, out IPAddress? address)
            ? [address]
            : throw Wrong(text, "its host is not localhost, an IP address of this machine, or + for all addresses");
    }

    private static FormatException Wrong(string text, string why) =>
        new($"The prefix '{text}' is not valid: {why}. Example: http://localhost:8080/callbacks/");
}
