using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Sandbox;

/// <summary>
/// Serves an account over HTTP on the loopback address. It stands on sockets and not on the in-box HTTP listener, because that one
/// cannot drop a connection without sending an answer first, and a dropped connection is what a client must be tried against most.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(10);

    private readonly SandboxAccount _account;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<HttpConnection, Task> _connections = new();
    private readonly CallbackService? _callbacks;
    private readonly Task _accepting;
    private int _stopped;

    private SandboxServer(SandboxAccount account, Socket listener)
    {
        (_account, _listener) = (account, listener);
        Url = new Uri($"http://{listener.LocalEndPoint}/");
        _callbacks = CallbackService.Start(account);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens: one address for both hosts of the API and for the files.</summary>
    public Uri Url { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="account">The account to serve.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any free one.</param>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public static SandboxServer Start(SandboxAccount account, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(account);
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // On Windows another program could listen on the same port and get the requests. Elsewhere the system does not let it.
        if (OperatingSystem.IsWindows())
        {
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen(512);
            return new SandboxServer(account, listener);
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <summary>Stops listening and drops what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _callbacks?.Dispose();
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Socket socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                var connection = new HttpConnection(_account, Url, socket);
                var serving = Task.Run(() => connection.ServeAsync(_stopping.Token), CancellationToken.None);
                _connections[connection] = serving;
                _ = serving.ContinueWith(_ => _connections.TryRemove(connection, out Task? _), TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // A caller who hung up early, or no handle left for the moment, is no reason to stop for the others.
                await Task.Delay(AfterFailure, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
