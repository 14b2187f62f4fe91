namespace SalesManagoMobile.Sandbox;

/// <summary>
/// Posts callbacks to a URL as they come due. One that fails is counted and not repeated: the documentation promises no repetition.
/// </summary>
internal sealed class CallbackPoster(SandboxState state)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private int _posted;
    private int _failed;
    private string? _lastFailure;

    public SandboxCallbackCount Count => new(Volatile.Read(ref _posted), Volatile.Read(ref _failed), Volatile.Read(ref _lastFailure));

    /// <summary>Posts what is due by now.</summary>
    public async Task<int> PostDueAsync(Uri url, HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        int count = 0;
        while (Take() is { } fields)
        {
            await PostAsync(url, http, fields, cancellationToken).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    /// <summary>Posts what comes due until cancelled.</summary>
    public async Task RunAsync(Uri url, HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            long? nextAt;
            lock (state.Gate)
            {
                (changed, nextAt) = (state.CallbackFeed().Changed, state.CallbackFeed().NextAt);
            }

            if (nextAt <= state.Now)
            {
                await PostDueAsync(url, http, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await WaitAsync(changed, nextAt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(Task changed, long? nextAt, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan wait = nextAt is { } moment
            ? TimeSpan.FromMilliseconds(Math.Clamp(moment - state.Now, 1, Longest.TotalMilliseconds))
            : Longest;
        await Task.WhenAny(changed, Task.Delay(wait, state.Options.TimeProvider, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private IReadOnlyList<KeyValuePair<string, string>>? Take()
    {
        lock (state.Gate)
        {
            return state.CallbackFeed().TryTake(state.Now, out int delivery, out CallbackKind kind, out long time)
                ? CallbackForm.Of(state, delivery, kind, time)
                : null;
        }
    }

    private async Task PostAsync(
        Uri url, HttpMessageInvoker http, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        try
        {
            using HttpContent content = CallbackForm.ToContent(fields);
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref _posted);
            }
            else
            {
                Fail($"The receiver answered {(int)response.StatusCode}.");
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // A time-out comes as a cancellation. Whatever it is, the callbacks after this one are posted.
            Fail(failure.Message);
        }
    }

    private void Fail(string reason)
    {
        Volatile.Write(ref _lastFailure, reason);
        Interlocked.Increment(ref _failed);
    }
}

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
