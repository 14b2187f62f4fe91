using System.Collections.Concurrent;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile;

/// <summary>A running emulated account. Pipe it to Connect-SmAccount to use it; its credentials protect nothing.</summary>
public sealed class SmSandbox
{
    private readonly SandboxAccount _account;
    private readonly SandboxServer _server;
    private int _stopped;

    internal SmSandbox(SandboxAccount account, SandboxServer server)
    {
        (_account, _server) = (account, server);
        StartedAt = DateTimeOffset.UtcNow;
    }

    /// <summary>
    /// Those that this process serves. Like the current session they outlive the command that made them, so that Stop-SmSandbox finds those
    /// whose object was lost.
    /// </summary>
    internal static ConcurrentDictionary<SmSandbox, bool> Served { get; } = new();

    /// <summary>Where it listens: one address for both hosts of the API and for exported files.</summary>
    public Uri Url => _server.Url;

    /// <summary>The port of <see cref="Url"/>.</summary>
    public int Port => Url.Port;

    /// <summary>The same as <see cref="Url"/>, under the name that Connect-SmAccount takes from the pipeline.</summary>
    public Uri Endpoint => Url;

    /// <summary>The same as <see cref="Url"/>, under the name that Connect-SmAccount takes from the pipeline.</summary>
    public Uri MobileEndpoint => Url;

    /// <summary>The client id for the server of your account.</summary>
    public string ClientId { get; } = SandboxAccount.ClientId;

    /// <summary>The API secret for the server of your account. Every sandbox has the same.</summary>
    public string ApiSecret { get; } = SandboxAccount.ApiSecret;

    /// <summary>The client id for the mobile host.</summary>
    public string MobileClientId { get; } = SandboxAccount.MobileClientId;

    /// <summary>The API secret for the mobile host. Every sandbox has the same.</summary>
    public string MobileApiSecret { get; } = SandboxAccount.MobileApiSecret;

    /// <summary>The application that most of its pushes belong to.</summary>
    public string ApplicationId { get; } = SandboxAccount.ApplicationId;

    /// <summary>The seed that decides how its people behave.</summary>
    public int Seed => _account.Options.Seed;

    /// <summary>When it was started, UTC.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether it still answers.</summary>
    public bool IsRunning => Volatile.Read(ref _stopped) == 0;

    /// <summary>How many requests it got.</summary>
    public int Requests => _account.Requests.Total;

    /// <summary>How many sends requests have made.</summary>
    public long Sends => _account.Sends;

    /// <summary>How many callbacks the receiver took.</summary>
    public int CallbacksPosted => _account.Callbacks.Posted;

    /// <summary>How many callbacks the receiver refused or could not be reached for. They are not repeated.</summary>
    public int CallbacksFailed => _account.Callbacks.Failed;

    /// <summary>Why the last of those failed.</summary>
    public string? CallbackFailure => _account.Callbacks.LastFailure;

    /// <summary>Lets time pass in the sandbox alone: people react, scheduled pushes leave, addresses of files expire.</summary>
    public void Advance(TimeSpan span) => _account.Advance(span);

    /// <summary>What requests have sent, in their order.</summary>
    public IReadOnlyList<SandboxDelivery> GetDeliveries() => _account.Deliveries;

    /// <summary>Its contacts as they are now.</summary>
    public IReadOnlyList<SandboxContact> GetContacts() => _account.Contacts;

    /// <inheritdoc />
    public override string ToString() => Url.AbsoluteUri;

    internal async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
