using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Callbacks;

/// <summary>Addresses and networks as users write them.</summary>
public static class AddressRange
{
    /// <summary>Reads an address (<c>203.0.113.9</c>) or a network (<c>203.0.113.0/24</c>, <c>2001:db8::/32</c>).</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IPNetwork Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];

        if (!TryParseAddress(host, out IPAddress? address))
        {
            throw Wrong(text);
        }

        address = Plain(address);
        byte[] bytes = address.GetAddressBytes();
        int length = bytes.Length * 8;
        if (slash >= 0
            && !(int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length)
                && length <= bytes.Length * 8))
        {
            throw Wrong(text);
        }

        // 192.0.2.7/24 means the network that 192.0.2.7 is in, whatever the runtime thinks of the bits behind the length.
        for (int bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    /// <summary>
    /// Reads an address that everybody reads alike. The runtime takes 192.168 for 192.0.0.168, and 0177.0.0.1, which others read as
    /// 177.0.0.1, for 127.0.0.1.
    /// </summary>
    internal static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == text);

    /// <summary>An IPv4 address that came in through an IPv6 socket, as IPv4; any other as it is.</summary>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static FormatException Wrong(string text) =>
        new($"'{text}' is not an IP address or a network such as 203.0.113.0/24.");

    internal static bool ContainsAddress(this IReadOnlyList<IPNetwork> networks, IPAddress address) =>
        networks.Any(network => network.Contains(address));
}
