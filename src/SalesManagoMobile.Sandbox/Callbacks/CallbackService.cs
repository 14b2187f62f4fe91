namespace SalesManagoMobile.Sandbox;

/// <summary>Posts an account's callbacks in the background, for as long as the account is served.</summary>
internal sealed class CallbackService : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http;

    private CallbackService(SandboxAccount account, Uri url)
    {
        // A proxy of the machine cannot reach a receiver on the machine itself. One that hangs must not hold up the rest for long.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = !url.IsLoopback }) { Timeout = TimeSpan.FromSeconds(30) };
        _ = Task.Run(() => account.PostCallbacksAsync(url, _http, _stopping.Token), _stopping.Token);
    }

    /// <summary>Starts posting when the account's options name a URL; null otherwise.</summary>
    public static CallbackService? Start(SandboxAccount account) =>
        account.Options.CallbackUrl is { } url ? new CallbackService(account, url) : null;

    public void Dispose()
    {
        // The token is cancelled, never disposed: the background work may still be looking at it.
        _stopping.Cancel();
        _http.Dispose();
    }
}
