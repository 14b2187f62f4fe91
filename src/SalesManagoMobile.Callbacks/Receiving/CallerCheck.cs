using System.Net;
using System.Net.Sockets;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>Who a caller is, and whether callbacks may come from there.</summary>
internal sealed class CallerCheck(ReceiverOptions options)
{
    public bool IsTrustedProxy(IPAddress peer) => options.TrustedProxies.ContainsAddress(peer);

    /// <summary>Whether it is worth listening to this peer at all. Behind a proxy only the request tells.</summary>
    public bool MayConnect(IPAddress peer) => IsAllowed(peer) || IsTrustedProxy(peer);

    public bool IsAllowed(IPAddress source) => options.AllowFrom.Count == 0 || options.AllowFrom.ContainsAddress(source);

    /// <summary>
    /// The caller's address. Each proxy appends the address that it was called from, so the list is walked from its end as
    /// long as a trusted proxy vouches for it; what stands before that, anybody may have written.
    /// </summary>
    public IPAddress FindSource(IPAddress peer, HttpRequestHead head)
    {
        if (!IsTrustedProxy(peer))
        {
            return peer;
        }

        IPAddress source = peer;
        string[] hops = string.Join(',', head.All("X-Forwarded-For"))
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (int i = hops.Length - 1; i >= 0 && IsTrustedProxy(source); i--)
        {
            if (!TryParseHop(hops[i], out IPAddress? hop))
            {
                break;
            }

            source = hop;
        }

        return source;
    }

    private static bool TryParseHop(string text, out IPAddress address)
    {
        // Some proxies add the port.
        if (!AddressRange.TryParseAddress(text, out IPAddress? parsed))
        {
            int port = text.LastIndexOf(':');
            parsed = IPEndPoint.TryParse(text, out IPEndPoint? endPoint)
                && (endPoint.Address.AddressFamily == AddressFamily.InterNetworkV6
                    || (port > 0 && AddressRange.TryParseAddress(text[..port], out _)))
                    ? endPoint.Address
                    : null;
        }

        address = AddressRange.Plain(parsed ?? IPAddress.None);
        return parsed is not null;
    }
}
