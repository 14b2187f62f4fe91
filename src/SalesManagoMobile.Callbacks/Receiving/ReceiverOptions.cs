using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SalesManagoMobile.Callbacks;

/// <summary>Where and how a receiver listens, whom it believes, and what it puts up with.</summary>
public sealed record ReceiverOptions
{
    /// <summary>Where to listen.</summary>
    public required ListenPrefix Prefix { get; init; }

    /// <summary>What a caller must know. See <see cref="CallbackToken"/>.</summary>
    public required CallbackToken Token { get; init; }

    /// <summary>The networks that callbacks may come from; empty allows all.</summary>
    public IReadOnlyList<IPNetwork> AllowFrom { get; init; } = [];

    /// <summary>The proxies whose X-Forwarded-For is trusted; none when empty.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The certificate with its private key, for an https prefix.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Request line and headers together, in bytes. Default 16 KiB.</summary>
    public int MaxHeaderBytes { get; init; } = 16 * 1024;

    /// <summary>A body, in bytes. Default 1 MiB.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>From a request's first byte to its last, and from the connection to the first byte. Default 10 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two requests on one connection. Default 60 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Connections at once. Default 1024, of about 10 KiB each. One more pushes out the one that has kept us waiting longest, so that slow
    /// callers cannot lock out the others.
    /// </summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>
    /// Connections at once from one address, or one IPv6 /64; not counted for trusted proxies. Default 64. One more pushes out the slowest
    /// of that address, if it is slow at all, and once all places are taken it never pushes out anybody else's.
    /// </summary>
    public int MaxConnectionsPerSource { get; init; } = 64;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Called when posts cannot be stored (once, until one can be stored again), and for internal errors of the receiver.
    /// Called from any thread.
    /// </summary>
    public Action<Exception>? OnFailure { get; init; }
}
