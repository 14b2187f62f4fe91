using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Callbacks;

/// <summary>One caller's connection, its state, and how long it may stay in it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private long _deadline;

    /// <param name="socket">The accepted connection; this object disposes it.</param>
    /// <param name="limit">How long it may take to begin with a request.</param>
    /// <param name="time">The clock.</param>
    public Connection(Socket socket, TimeSpan limit, TimeProvider time)
    {
        (Socket, _time) = (socket, time);
        Peer = AddressRange.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
        SourceGroup = Group(Peer);
        Enter(ConnectionState.Receiving, limit);
    }

    public Socket Socket { get; }

    public IPAddress Peer { get; }

    /// <summary>The address whose connections are counted together: one caller owns a whole IPv6 /64.</summary>
    public IPAddress SourceGroup { get; }

    public ConnectionState State { get; private set; }

    /// <summary>When the state began, as a timestamp.</summary>
    public long Since { get; private set; }

    /// <summary>Whether a request lies in the system's buffer that we did not get to yet.</summary>
    public bool HasUnread
    {
        get
        {
            lock (_gate)
                return State is ConnectionState.Receiving or ConnectionState.Resting && Socket.Available > 0;
        }
    }

    /// <summary>Goes to a state for at most so long.</summary>
    /// <exception cref="IOException">The connection was cut off meanwhile.</exception>
    public void Enter(ConnectionState state, TimeSpan limit)
    {
        lock (_gate)
        {
            if (State == ConnectionState.CutOff)
                throw new IOException("The connection was cut off.");
            State = state;
            Since = _time.GetTimestamp();
            _deadline = limit == Timeout.InfiniteTimeSpan ? long.MaxValue : Since + (long)(limit.TotalSeconds * _time.TimestampFrequency);
        }
    }

    public bool IsLate(long now)
    {
        lock (_gate)
            return now >= _deadline;
    }

    /// <summary>Closes the connection unless it is keeping a callback. True when this call did it.</summary>
    public bool TryCutOff()
    {
        lock (_gate)
        {
            if (State is ConnectionState.Keeping or ConnectionState.CutOff)
                return false;
            State = ConnectionState.CutOff;
        }

        Socket.Dispose();
        return true;
    }

    public void Dispose()
    {
        lock (_gate)
            State = ConnectionState.CutOff;
        Socket.Dispose();
    }

    private static IPAddress Group(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
