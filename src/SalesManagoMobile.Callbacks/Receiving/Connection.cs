using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Callbacks;

/// <summary>One caller's connection, its state, and how long it may stay in it.</summary>
internal sealed class Connection : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly IPAddress _sourceGroup;
    private long _deadline;

    /// <param name="socket">The accepted connection; this object disposes it.</param>
    /// <param name="limit">How long it may take to begin with a request.</param>
    /// <param name="time">The clock.</param>
    public Connection(Socket socket, TimeSpan limit, TimeProvider time)
    {
        (Socket, _time) = (socket, time);
        Peer = AddressRange.Plain(((IPEndPoint)socket.RemoteEndPoint!).Address);
        _sourceGroup = Group(Peer);
        Since = time.GetTimestamp();
        Enter(ConnectionState.Receiving, limit);
    }

    public Socket Socket { get; }

    public IPAddress Peer { get; }

    public ConnectionState State { get; private set; }

    /// <summary>
    /// When the state began, as a timestamp. A request's first byte changes nothing: who drips is no better than who is silent.
    /// </summary>
    public long Since { get; private set; }

    /// <summary>Whether a good request came on it.</summary>
    public bool IsProven { get; private set; }

    /// <summary>Whether its caller has sent anything yet.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether a request lies in the system's buffer that we did not get to yet.</summary>
    public bool HasUnread
    {
        get
        {
            lock (_gate)
            {
                return State is ConnectionState.Receiving or ConnectionState.Resting && Socket.Available > 0;
            }
        }
    }

    /// <summary>Whether both are counted together: of one address, or of one IPv6 /64, which one caller owns as a whole.</summary>
    public bool IsOfSameSource(Connection other) => _sourceGroup.Equals(other._sourceGroup);

    /// <summary>It has a place from now on: the time that it waited for one does not count against it.</summary>
    public void Admit() => Since = _time.GetTimestamp();

    /// <summary>The first byte of a request, or of TLS, is here.</summary>
    public void Begin(TimeSpan limit)
    {
        Enter(ConnectionState.Receiving, limit);
        HasBegun = true;
    }

    /// <summary>Goes to a state for at most so long.</summary>
    /// <exception cref="IOException">The connection was cut off meanwhile.</exception>
    public void Enter(ConnectionState state, TimeSpan limit)
    {
        lock (_gate)
        {
            if (State == ConnectionState.CutOff)
            {
                throw new IOException("The connection was cut off.");
            }

            long now = _time.GetTimestamp();
            if (state != State)
            {
                Since = now;
            }

            State = state;
            IsProven |= state is ConnectionState.Keeping or ConnectionState.Resting;
            _deadline = limit == Timeout.InfiniteTimeSpan ? long.MaxValue : now + (long)(limit.TotalSeconds * _time.TimestampFrequency);
        }
    }

    /// <summary>
    /// Closes the connection, unless a callback is on its way to the spool or an answer to the caller. True when this call did it.
    /// </summary>
    /// <param name="ifLateAt">Only if its time is over at this timestamp; then also an answer that nobody takes is given up.</param>
    /// <param name="answerPatience">A response that is pending for longer is abandoned, too.</param>
    public bool TryCutOff(long? ifLateAt = null, TimeSpan? answerPatience = null)
    {
        lock (_gate)
        {
            if (State is ConnectionState.Keeping or ConnectionState.CutOff
                || (State == ConnectionState.Answering && ifLateAt is null && !(_time.GetElapsedTime(Since) > answerPatience))
                || ifLateAt < _deadline)
            {
                return false;
            }

            State = ConnectionState.CutOff;
        }

        Socket.Dispose();
        return true;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            State = ConnectionState.CutOff;
        }

        Socket.Dispose();
    }

    private static IPAddress Group(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
