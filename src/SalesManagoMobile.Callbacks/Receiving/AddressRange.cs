using System.Net;

namespace SalesManagoMobile.Callbacks;

/// <summary>Addresses and networks as users write them.</summary>
public static class AddressRange
{
    /// <summary>Reads an address (<c>203.0.113.9</c>) or a network (<c>203.0.113.0/24</c>, <c>2001:db8::/32</c>).</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IPNetwork Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IPAddress.TryParse(text, out var address))
        {
            address = Plain(address);
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new FormatException(
                $"'{text}' is no IP address and no network. A network is its first address, a slash and its length, such as 203.0.113.0/24.");
    }

    /// <summary>An IPv4 address that came in through an IPv6 socket, as IPv4; any other as it is.</summary>
    internal static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    internal static bool ContainsAddress(this IReadOnlyList<IPNetwork> networks, IPAddress address) =>
        networks.Any(network => network.Contains(address));
}
