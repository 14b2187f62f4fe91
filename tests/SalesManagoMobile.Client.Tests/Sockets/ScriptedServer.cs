using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A TCP server that does what its script says to each connection, byte by byte where a test needs it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _peers = [];
    private readonly Task _accepting;
    private readonly Func<Peer, Task>[] _script;
    private int _requests;
    private int _connections;

    /// <param name="script">What to do with the first connection, the second, and so on; the last stands for all that follow.</param>
    public ScriptedServer(params Func<Peer, Task>[] script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many whole requests, with their bodies, have arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>A client for both hosts.</summary>
    public SmClient Client(Func<SmClientOptions, SmClientOptions>? change = null)
    {
        SmClientOptions options = Clients.Options with { Endpoint = Address, MobileEndpoint = Address };
        return new SmClient(change?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_peers);
        _stop.Dispose();
    }

    internal void CountRequest() => Interlocked.Increment(ref _requests);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                int number = Interlocked.Increment(ref _connections);
                _peers.Add(ServeAsync(socket, _script[Math.Min(number, _script.Length) - 1]));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, Func<Peer, Task> script)
    {
        using Peer peer = new(this, socket, _stop.Token);
        try
        {
            await script(peer);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The client went away, which is what some tests are about.
        }
    }
}
