using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Receives callbacks over HTTP/1.1, with or without TLS. A POST is authenticated, read, kept, and then answered 200; what
/// cannot be kept is answered 503. It knows nothing of what the callbacks say.
/// </summary>
public sealed class CallbackReceiver : IAsyncDisposable
{
    /// <summary>
    /// Callers that wait with the system. Beyond them it lets callers try again by themselves, after a second at the earliest. It takes fewer
    /// where it is set up so.
    /// </summary>
    private const int Backlog = 4096;

    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ReceiverShared _shared;
    private readonly ConnectionTable _connections;
    private readonly List<Socket> _listeners = [];
    private readonly ITimer _sweep;

    private CallbackReceiver(ReceiverOptions options, Func<ReceivedPost, Task> keep)
    {
        options = options with { MaxConnections = MaxConnectionsOf(options) };
        MaxConnections = options.MaxConnections;
        WarmUp.RunAsync(options).GetAwaiter().GetResult();
        _shared = new ReceiverShared(options, keep);
        _connections = new ConnectionTable(options, _shared.Callers, _shared.Counters);
        Prefix = Bind(options.Prefix);
        _sweep = options.TimeProvider.CreateTimer(_ => _connections.CutOffLate(), null, SweepPeriod, SweepPeriod);
        foreach (Socket listener in _listeners)
        {
            _ = AcceptAllAsync(listener);
        }
    }

    /// <summary>Where it listens, with the port that the system chose if it was asked to.</summary>
    public ListenPrefix Prefix { get; }

    /// <summary>
    /// Connections at once: <see cref="ReceiverOptions.MaxConnections"/>, or fewer where the system does not let the process open so many files.
    /// </summary>
    public int MaxConnections { get; }

    /// <summary>What it did so far.</summary>
    public ReceiverCounters Counters => _shared.Counters;

    /// <summary>Whether a newcomer waits for a place.</summary>
    internal bool IsCrowded => _shared.IsCrowded;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="keep">Stores a post; the caller gets its response afterwards. Fails with an <see cref="IOException"/>.</param>
    /// <exception cref="ArgumentException">An https prefix has no certificate with a private key.</exception>
    /// <exception cref="SocketException">The port is taken, or the address is not of this machine.</exception>
    public static CallbackReceiver Start(ReceiverOptions options, Func<ReceivedPost, Task> keep)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(keep);
        if (options.Prefix.IsHttps && options.Certificate?.HasPrivateKey != true)
        {
            throw new ArgumentException("An https prefix needs a certificate with its private key.", nameof(options));
        }

        return new CallbackReceiver(options, keep);
    }

    /// <summary>The URL to give to the platform.</summary>
    public Uri UrlFor(string token)
    {
        string host = Prefix.Host is "+" or "*" || IPAddress.TryParse(Prefix.Host.Trim('[', ']'), out IPAddress? address)
            && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            ? Dns.GetHostName()
            : Prefix.Host;
        return new UriBuilder(Prefix.IsHttps ? "https" : "http", host, Prefix.Port, Prefix.Path + token).Uri;
    }

    /// <summary>Listens no more, cuts off requests that are not complete, and ends when the complete ones are answered.</summary>
    public async Task StopAsync()
    {
        _shared.IsStopping = true;
        foreach (Socket listener in _listeners)
        {
            listener.Dispose();
        }

        await _connections.StopAsync().ConfigureAwait(false);
        await _sweep.DisposeAsync().ConfigureAwait(false);
        _shared.Dispose();
    }

    /// <inheritdoc cref="StopAsync"/>
    public ValueTask DisposeAsync() => new(StopAsync());

    private static int MaxConnectionsOf(ReceiverOptions options) =>
        FileHandles.MaxConnections(options.MaxConnections, FileHandles.FindLimit(), FileHandles.CountOpen());

    private ListenPrefix Bind(ListenPrefix prefix)
    {
        int port = prefix.Port;
        try
        {
            foreach (IPAddress address in prefix.Addresses)
            {
                port = Listen(address, port, isOptional: _listeners.Count > 0);
            }
        }
        catch
        {
            _listeners.ForEach(listener => listener.Dispose());
            throw;
        }

        return prefix with { Port = port };
    }

    /// <summary>Returns the port. localhost is two addresses, and a machine may have IPv6 without its loopback.</summary>
    private int Listen(IPAddress address, int port, bool isOptional)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

        // On Windows another program could listen on the same port and take callers away. Elsewhere the system does not let it.
        if (OperatingSystem.IsWindows())
        {
            socket.ExclusiveAddressUse = true;
        }

        _listeners.Add(socket);
        if (address.Equals(IPAddress.IPv6Any))
        {
            socket.DualMode = true;
        }

        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException e) when (isOptional && e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            _listeners.Remove(socket);
            socket.Dispose();
            return port;
        }
    }

    private async Task AcceptAllAsync(Socket listener)
    {
        bool isFailing = false;
        while (!_shared.IsStopping)
        {
            Socket? socket = null;
            try
            {
                socket = await listener.AcceptAsync().ConfigureAwait(false);
                isFailing = false;
                await AdmitAsync(socket).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever one caller causes, the others must still be let in.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                socket?.Dispose();
                if (_shared.IsStopping)
                {
                    return;
                }

                // A caller that left before it was accepted is nothing to report.
                if (!isFailing && failure is not (SocketException { SocketErrorCode: not SocketError.TooManyOpenSockets } or ObjectDisposedException))
                {
                    isFailing = true;
                    _shared.Options.OnFailure?.Invoke(failure);
                }

                // What happens to one caller costs the others no time.
                await (socket is null ? PauseAsync() : Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Lets a caller in, when there is room. Until then the others wait with the system. Who left meanwhile takes no place: thousands may have.
    /// </summary>
    private async Task AdmitAsync(Socket socket)
    {
        var connection = new Connection(socket, _shared.Options.RequestTimeout, _shared.Options.TimeProvider);
        if (!_shared.Callers.MayConnect(connection.Peer))
        {
            _shared.Counters.CountUnauthorised();
            connection.Dispose();
            return;
        }

        socket.NoDelay = true;
        while (!_shared.IsStopping && !HasLeft(socket))
        {
            _shared.IsCrowded = !_connections.TryAdd(connection);
            if (!_shared.IsCrowded)
            {
                _ = ServeAsync(connection);
                return;
            }

            await PauseAsync().ConfigureAwait(false);
        }

        _shared.IsCrowded = false;
        connection.Dispose();
    }

    /// <summary>Whether the connection was reset, or ended before anything was sent.</summary>
    private static bool HasLeft(Socket socket) => socket.Poll(TimeSpan.Zero, SelectMode.SelectError)
        || (socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && socket.Available == 0);

    private Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(5), _shared.Options.TimeProvider);

    private async Task ServeAsync(Connection connection)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await new ConnectionServer(connection, _shared).RunAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A mistake of ours must cost one connection, not the process, and must be heard of.
        catch (Exception mistake)
#pragma warning restore CA1031
        {
            _shared.Options.OnFailure?.Invoke(mistake);
        }
        finally
        {
            _connections.Remove(connection);
            connection.Dispose();
        }
    }
}
