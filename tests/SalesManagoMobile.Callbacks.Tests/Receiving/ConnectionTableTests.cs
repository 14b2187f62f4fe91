using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>Who makes room for whom, and who is let finish.</summary>
public sealed class ConnectionTableTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<IDisposable> _sockets = [];

    public ConnectionTableTests() => _listener.Start();

    [Fact]
    public void A_request_is_given_a_moment_to_follow_its_connection()
    {
        ConnectionTable table = Table(places: 2);
        Connection first = Connect(), second = Connect();
        Assert.True(table.TryAdd(first));
        _clock.Advance(Moment);
        Assert.True(table.TryAdd(second));

        Assert.False(table.TryAdd(Connect()));
        _clock.Advance(2 * Moment);

        Assert.True(table.TryAdd(Connect()));
        AssertCutOff(first);
        AssertOpen(second);
    }

    [Fact]
    public void The_time_that_a_connection_waited_for_its_place_does_not_count_against_it()
    {
        ConnectionTable table = Table(places: 1);
        Connection first = Connect(), second = Connect();
        Assert.True(table.TryAdd(first));
        Assert.False(table.TryAdd(second));
        _clock.Advance(3 * Moment);
        Assert.True(table.TryAdd(second));
        AssertCutOff(first);

        _clock.Advance(Moment);

        Assert.False(table.TryAdd(Connect()));
        AssertOpen(second);
    }

    [Fact]
    public void Who_drips_makes_room_before_who_came_later_and_is_silent_yet()
    {
        ConnectionTable table = Table(places: 2);
        Connection dripping = Connect();
        Assert.True(table.TryAdd(dripping));
        _clock.Advance(Moment);
        Connection silent = Connect();
        Assert.True(table.TryAdd(silent));
        _clock.Advance(Moment);
        dripping.Begin(Limit);
        _clock.Advance(6 * Moment);
        silent.Begin(Limit);
        Assert.False(table.TryAdd(Connect()));
        _clock.Advance(3 * Moment);

        Assert.True(table.TryAdd(Connect()));

        AssertCutOff(dripping);
        AssertOpen(silent);
    }

    [Fact]
    public void Who_proved_itself_keeps_its_place_also_while_its_next_request_comes_in()
    {
        ConnectionTable table = Table(places: 2);
        Connection proven = Connect();
        Assert.True(table.TryAdd(proven));
        proven.Enter(ConnectionState.Keeping, Timeout.InfiniteTimeSpan);
        proven.Enter(ConnectionState.Answering, Limit);
        proven.Enter(ConnectionState.Resting, Limit);
        proven.Enter(ConnectionState.Receiving, Limit);
        _clock.Advance(Limit);
        Connection other = Connect();
        Assert.True(table.TryAdd(other));

        Assert.False(table.TryAdd(Connect()));
        _clock.Advance(3 * Moment);

        Assert.True(table.TryAdd(Connect()));
        AssertOpen(proven);
        AssertCutOff(other);
    }

    [Fact]
    public void Nobody_is_cut_off_while_its_callback_is_kept_or_answered()
    {
        ConnectionTable table = Table(places: 2);
        Connection keeping = Connect(), answering = Connect();
        Assert.True(table.TryAdd(keeping));
        Assert.True(table.TryAdd(answering));
        keeping.Enter(ConnectionState.Keeping, Timeout.InfiniteTimeSpan);
        answering.Enter(ConnectionState.Answering, Limit);
        _clock.Advance(20 * Moment);

        Assert.False(table.TryAdd(Connect()));
        table.CutOffLate();
        Task stopping = table.StopAsync();

        AssertOpen(keeping);
        AssertOpen(answering);
        table.Remove(keeping);
        Assert.False(stopping.IsCompleted);
        table.Remove(answering);
        Assert.True(stopping.IsCompleted);
    }

    [Fact]
    public void Who_does_not_read_its_answer_for_half_a_second_makes_room()
    {
        ConnectionTable table = Table(places: 1);
        Connection answering = Connect();
        Assert.True(table.TryAdd(answering));
        answering.Enter(ConnectionState.Keeping, Timeout.InfiniteTimeSpan);
        answering.Enter(ConnectionState.Answering, Limit);
        _clock.Advance(26 * Moment);

        Assert.True(table.TryAdd(Connect()));

        AssertCutOff(answering);
    }

    [Fact]
    public void Those_who_keep_their_connections_leave_a_quarter_of_the_places_to_newcomers()
    {
        ConnectionTable table = Table(places: 8);
        List<Connection> kept = [.. Enumerable.Range(0, 8).Select(_ => Connect())];
        foreach (Connection connection in kept)
        {
            Assert.True(table.TryAdd(connection));
            connection.Begin(Limit);
            connection.Enter(ConnectionState.Resting, Limit);
            _clock.Advance(11 * Moment);
        }

        List<Connection> strangers = [Connect(), Connect()];
        Assert.All(strangers, stranger => Assert.True(table.TryAdd(stranger)));
        kept[..2].ForEach(AssertCutOff);
        Assert.False(table.TryAdd(Connect()));
        _clock.Advance(3 * Moment);
        Assert.True(table.TryAdd(Connect()));

        AssertCutOff(strangers[0]);
        kept[2..].ForEach(AssertOpen);
    }

    [Fact]
    public void An_answer_that_nobody_takes_is_given_up_when_its_time_is_over()
    {
        ConnectionTable table = Table(places: 2);
        Connection answering = Connect();
        Assert.True(table.TryAdd(answering));
        answering.Enter(ConnectionState.Answering, Limit);
        _clock.Advance(Limit);

        table.CutOffLate();

        AssertCutOff(answering);
    }

    [Fact]
    public void An_address_with_more_than_its_share_takes_no_place_of_others()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "There, only 127.0.0.1 is up by default.");
        ConnectionTable table = Table(places: 3, perSource: 2);
        Connection other = Connect("127.0.0.2");
        Assert.True(table.TryAdd(other));
        _clock.Advance(3 * Moment);
        Connection first = Connect(), second = Connect();
        Assert.True(table.TryAdd(first));
        Assert.True(table.TryAdd(second));

        Assert.False(table.TryAdd(Connect()));
        _clock.Advance(3 * Moment);

        Assert.True(table.TryAdd(Connect()));
        AssertCutOff(first);
        AssertOpen(other);
        AssertOpen(second);
    }

    [Fact]
    public void An_address_with_more_than_its_share_may_take_free_places_while_it_is_not_slow()
    {
        ConnectionTable table = Table(places: 10, perSource: 2);
        Connection first = Connect();
        Assert.All(new[] { first, Connect(), Connect() }, connection => Assert.True(table.TryAdd(connection)));
        AssertOpen(first);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(table.TryAdd(Connect()));

        AssertCutOff(first);
    }

    [Fact]
    public void Whose_request_waits_to_be_read_keeps_its_place()
    {
        ConnectionTable table = Table(places: 2);
        Connection unread = Connect(says: "POST ");
        Connection silent = Connect();
        Assert.True(table.TryAdd(unread));
        _clock.Advance(Moment);
        Assert.True(table.TryAdd(silent));
        _clock.Advance(Limit);

        Assert.True(table.TryAdd(Connect()));

        AssertOpen(unread);
        AssertCutOff(silent);
    }

    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private ConnectionTable Table(int places, int perSource = 100)
    {
        var options = new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse("http://127.0.0.1:0/"),
            Token = new CallbackToken(TestReceiver.Token),
            MaxConnections = places,
            MaxConnectionsPerSource = perSource,
            TimeProvider = _clock,
        };
        return new ConnectionTable(options, new CallerCheck(options), new ReceiverCounters());
    }

    private Connection Connect(string from = "127.0.0.1", string says = "")
    {
        var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(caller);
        caller.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        caller.Connect(_listener.LocalEndpoint);
        caller.Send(Encoding.ASCII.GetBytes(says));
        var connection = new Connection(_listener.AcceptSocket(), Limit, _clock);
        _sockets.Add(connection);
        return connection;
    }

    private static void AssertCutOff(Connection connection) => Assert.Equal(ConnectionState.CutOff, connection.State);

    private static void AssertOpen(Connection connection) => Assert.NotEqual(ConnectionState.CutOff, connection.State);
}
