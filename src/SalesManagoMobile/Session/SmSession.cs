using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// An open connection to an account. Every property is safe to show, log and serialize: API key and signature stay inside the client.
/// Safe for use from many runspaces of one process.
/// </summary>
public sealed class SmSession : IDisposable
{
    private readonly AsyncLocal<Action<RequestTrace>?> _listener = new();
    private readonly string? _name;
    private int _closed;

    internal SmSession(SmClientOptions options, string? applicationId)
    {
        Client = new SmClient(options with { Trace = () => _listener.Value });
        ApplicationId = applicationId;
        ConnectedAt = options.TimeProvider.GetUtcNow();
        Seen.Application(ApplicationId);
    }

    /// <summary>What <c>-Session</c> takes instead of the object: the name that was given to Connect-SmAccount, else that of the host.</summary>
    public string Name
    {
        get => string.IsNullOrEmpty(_name) ? ToString() : _name;
        internal init => _name = value;
    }

    /// <summary>Whether cmdlets use it when no session is given.</summary>
    public bool IsCurrent => ReferenceEquals(CurrentSession.Value, this);

    /// <summary>The server of the account, for example app3, or null when the session has no credentials for it.</summary>
    public Uri? Endpoint => Client.Options.Endpoint;

    /// <summary>The client id for <see cref="Endpoint"/>. Not a secret.</summary>
    public string? ClientId => Client.Options.Credential?.ClientId;

    /// <summary>The mobile host.</summary>
    public Uri MobileEndpoint => Client.Options.MobileEndpoint;

    /// <summary>The client id for <see cref="MobileEndpoint"/>. Not a secret.</summary>
    public string? MobileClientId => Client.Options.MobileCredential?.ClientId;

    /// <summary>The application that cmdlets use when none is given.</summary>
    public string? ApplicationId { get; }

    /// <summary>Whether requests go to the in-process sandbox: nothing leaves the machine.</summary>
    public bool IsSandbox => Client.Options.Handler is not null;

    /// <summary>Whether the session can still be used.</summary>
    public bool IsOpen => Volatile.Read(ref _closed) == 0;

    /// <summary>When the session was opened.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Requests in flight at once over all commands; null when the session finds out what the server bears.</summary>
    public int? ThrottleLimit => Client.Options.ThrottleLimit;

    /// <summary>Requests per second over all commands; null does not limit them.</summary>
    public double? MaxRequestsPerSecond => Client.Options.MaxRequestsPerSecond;

    /// <summary>Requests in flight at once, as the session allows them now.</summary>
    public int CurrentThrottleLimit => Client.Allowed.InFlight;

    /// <summary>
    /// Requests per second, as the session allows them now: after a refusal less than <see cref="MaxRequestsPerSecond"/>. Null does not
    /// limit them.
    /// </summary>
    public double? CurrentMaxRequestsPerSecond => Client.Allowed.PerSecond;

    /// <summary>How long one attempt may take, in seconds.</summary>
    public double TimeoutSec => Client.Options.Timeout.TotalSeconds;

    /// <summary>How often a request that may be repeated is sent again.</summary>
    public int MaxRetry => Client.Options.MaxRetry;

    /// <summary>Whether sends that the server refused with 429 are sent again.</summary>
    public bool RetryThrottled => Client.Options.RetryThrottledSends;

    /// <summary>Whether sends that were answered 503 are sent again.</summary>
    public bool RetryUnavailable => Client.Options.RetryUnavailableSends;

    internal SmClient Client { get; }

    /// <summary>What cmdlets have seen through this session: completion offers it.</summary>
    internal SeenThings Seen { get; } = new();

    internal bool HasCredentialsFor(SmHost host) => host == SmHost.Api
        ? Client.Options is { Credential: not null, Endpoint: not null }
        : Client.Options.MobileCredential is not null;

    /// <summary>Names who hears of requests that the current flow of work makes from here on.</summary>
    internal void Listen(Action<RequestTrace>? listener) => _listener.Value = listener;

    /// <summary>Closes the connections. A closed session is refused by every cmdlet.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            Client.Dispose();
            Client.Options.Handler?.Dispose();
        }
    }

    /// <inheritdoc />
    public override string ToString() => IsSandbox ? "sandbox" : (Endpoint ?? MobileEndpoint).Authority;
}
