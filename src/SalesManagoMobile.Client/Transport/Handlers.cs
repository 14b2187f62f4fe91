namespace SalesManagoMobile.Client;

/// <summary>The network as this library uses it.</summary>
internal static class Handlers
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(30);

    /// <summary>For calls that carry credentials: no redirect is followed and no cookie kept. Responses to them are decompressed where their errors are known.</summary>
    public static SocketsHttpHandler ForApi(SmClientOptions options) => Create(options, redirect: false);

    /// <summary>For files, which need no credentials. Bytes come as they are stored, so that a download can go on where it broke.</summary>
    public static SocketsHttpHandler ForFiles(SmClientOptions options) => Create(options, redirect: true);

    private static SocketsHttpHandler Create(SmClientOptions options, bool redirect) => new()
    {
        AllowAutoRedirect = redirect,
        MaxAutomaticRedirections = 5,
        UseCookies = false,
        Proxy = new DirectLoopback(HttpClient.DefaultProxy),
        MaxConnectionsPerServer = options.MaxConnections,
        ConnectTimeout = options.Timeout < LongestConnect ? options.Timeout : LongestConnect,

        // Names are resolved again now and then: hosts behind load balancers move.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // Servers commonly close idle connections after 20 seconds or more. A send that meets a connection just being closed
        // may or may not have arrived, so connections are let go before that.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        ActivityHeadersPropagator = null,
    };
}
