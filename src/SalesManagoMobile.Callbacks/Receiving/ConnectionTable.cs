namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The connections of a receiver. When there are too many, the one that has kept us waiting longest makes room: a caller
/// that sends its request is served however many others do not.
/// </summary>
internal sealed class ConnectionTable(ReceiverOptions options, CallerCheck callers, ReceiverCounters counters)
{
    /// <summary>A request that is younger is in no way slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A request needs a moment to arrive, with TLS several round trips, and we need one to read it. Nobody younger makes room: the newcomer
    /// waits.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    /// <summary>The first byte of a request comes with its connection.</summary>
    private static readonly TimeSpan SilentGrace = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// An answer is a few hundred bytes, and goes out at once unless the caller has left so many unread that the system holds no more.
    /// </summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly HashSet<Connection> _all = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    /// <summary>
    /// So many places are for callers that have sent a good request; the others always find a place among the rest. Otherwise callers that
    /// keep their connections would leave newcomers one place to fight for.
    /// </summary>
    private int MaxProven => options.MaxConnections - Math.Max(1, options.MaxConnections / 4);

    /// <summary>Takes a connection in; false when there is no room and none can be made at this moment.</summary>
    public bool TryAdd(Connection connection)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return false;
            }

            bool isCounted = !callers.IsTrustedProxy(connection.Peer);
            bool crowds = isCounted && _all.Count(connection.IsOfSameSource) >= options.MaxConnectionsPerSource;
            if (crowds)
            {
                CutOffSlowest(one => connection.IsOfSameSource(one) && IsSlow(one));
            }

            // Who has more than its share takes no place of others.
            if (_all.Count >= options.MaxConnections && !CutOffSlowest(one => !crowds || connection.IsOfSameSource(one)))
            {
                return false;
            }

            connection.Admit();
            return _all.Add(connection);
        }
    }

    public void Remove(Connection connection)
    {
        lock (_gate)
        {
            _all.Remove(connection);
            EndIfEmpty();
        }
    }

    /// <summary>Cuts off whoever has used up its time.</summary>
    public void CutOffLate()
    {
        long now = options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            foreach (Connection? connection in _all.ToList())
            {
                CutOff(connection, now);
            }
        }
    }

    /// <summary>Takes nobody in any more and cuts off all that wait; ends when the others have got their answers.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            foreach (Connection? connection in _all.ToList())
            {
                CutOff(connection);
            }

            EndIfEmpty();
        }

        return _empty.Task;
    }

    private bool IsSlow(Connection connection) => options.TimeProvider.GetElapsedTime(connection.Since) > Patience;

    /// <summary>
    /// Callers that have sent a good request on their connection are cut off only when they hold more than their share of the places, or
    /// there are no others. While the others are young, the newcomer waits.
    /// </summary>
    private bool CutOffSlowest(Func<Connection, bool> isCandidate)
    {
        bool provenFirst = _all.Count(connection => connection.IsProven) > MaxProven;
        bool hasOthers = _all.Any(connection => !connection.IsProven && isCandidate(connection));
        return (provenFirst && CutOffOldest(connection => connection.IsProven && isCandidate(connection)))
            || CutOffOldest(connection => connection.IsProven != hasOthers && isCandidate(connection));
    }

    /// <summary>The oldest goes nearly always, and is found without sorting: thousands may wait for a place.</summary>
    private bool CutOffOldest(Func<Connection, bool> isCandidate)
    {
        List<Connection> candidates = [.. _all.Where(connection => isCandidate(connection) && IsPastGrace(connection))];
        return (candidates.MinBy(connection => connection.Since) is { } oldest && TryCutOff(oldest))
            || candidates.OrderBy(connection => connection.Since).Any(TryCutOff);
    }

    /// <summary>Where bytes wait for us, it is we who are slow.</summary>
    private bool TryCutOff(Connection connection) => !connection.HasUnread && CutOff(connection, answerPatience: AnswerPatience);

    private bool IsPastGrace(Connection connection) =>
        options.TimeProvider.GetElapsedTime(connection.Since) > (connection.HasBegun ? Grace : SilentGrace);

    private bool CutOff(Connection connection, long? ifLateAt = null, TimeSpan? answerPatience = null)
    {
        if (!connection.TryCutOff(ifLateAt, answerPatience))
        {
            return false;
        }

        counters.CountCutOff();
        _all.Remove(connection);
        return true;
    }

    private void EndIfEmpty()
    {
        if (_stopping && _all.Count == 0)
        {
            _empty.TrySetResult();
        }
    }
}
