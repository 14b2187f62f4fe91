using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>
/// The machine's proxy, but not for this machine's own addresses: those may be plain http because nothing leaves the machine,
/// and a proxy taken from the environment would make it leave.
/// </summary>
internal sealed class DirectLoopback(IWebProxy machine) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => machine.Credentials;
        set => machine.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || machine.IsBypassed(host);
}
