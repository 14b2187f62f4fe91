namespace SalesManagoMobile.Client;

/// <summary>What a client needs to know. All but the credentials has a default.</summary>
public sealed record SmClientOptions
{
    /// <summary>The default address of the mobile host.</summary>
    public static readonly Uri DefaultMobileEndpoint = new("https://api.appmanago.com");

    /// <summary>The server of the account, for example app3.salesmanago.com. Plain http is accepted for loopback addresses only.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The mobile host.</summary>
    public Uri MobileEndpoint { get; init; } = DefaultMobileEndpoint;

    /// <summary>Credentials for <see cref="Endpoint"/>.</summary>
    public SmCredential? Credential { get; init; }

    /// <summary>Credentials for <see cref="MobileEndpoint"/>.</summary>
    public SmCredential? MobileCredential { get; init; }

    /// <summary>How long one attempt may take, from the first byte sent to the last byte read. Default 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request that may be repeated is sent again. 0 to 10, default 3.</summary>
    public int MaxRetry { get; init; } = 3;

    /// <summary>
    /// Whether a send that the server refused with 429 is sent again by itself. On by default: refused means not processed.
    /// </summary>
    public bool RetryThrottledSends { get; init; } = true;

    /// <summary>
    /// Whether a send that was answered 503 is sent again by itself. Off by default: the server may have processed it, and then the
    /// recipient gets it twice.
    /// </summary>
    public bool RetryUnavailableSends { get; init; }

    /// <summary>
    /// Requests in flight at once over everything that the client does, 1 to 256. Null lets the client find out what the server bears.
    /// </summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Requests per second over everything that the client does, retries included, above 0; null does not limit them.</summary>
    public double? MaxRequestsPerSecond { get; init; }

    /// <summary>
    /// The largest response that is read, in bytes. Default 16 MiB, which holds every page of 500 history entries. Of a response to a send
    /// at most 64 KiB are read.
    /// </summary>
    public int MaxResponseBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The largest number of connections kept to one host. Default 64.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Time and delays. Tests give their own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Seeds the jitter of back-off, so that tests repeat exactly.</summary>
    public int? Seed { get; init; }

    /// <summary>Replaces the network, for the in-process sandbox and for tests. The client does not dispose it.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>
    /// Asked at every attempt who hears of it, null for nobody; what it gives is called on the thread that the attempt ends on, and never
    /// gets a secret.
    /// </summary>
    public Func<Action<RequestTrace>?>? Trace { get; init; }
}
