namespace SalesManagoMobile.Client;

/// <summary>The network as this library uses it.</summary>
internal static class Handlers
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The network for both: no redirect is followed and no cookie kept. <see cref="FileTransport"/> follows redirects itself. Bytes come
    /// as they are stored: responses of the API are decompressed where their errors are known, and downloads can be resumed.
    /// </summary>
    public static SocketsHttpHandler Create(SmClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new DirectLoopback(HttpClient.DefaultProxy),
        MaxConnectionsPerServer = options.MaxConnections,
        ConnectTimeout = options.Timeout < LongestConnect ? options.Timeout : LongestConnect,

        // Names are resolved again now and then: hosts behind load balancers move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // Servers commonly close idle connections after 20 seconds or more. A send that meets a connection just being closed
        // may or may not have arrived, so connections are closed before that.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        ActivityHeadersPropagator = null,
    };
}
