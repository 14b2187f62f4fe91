using System.Net;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The connections of a receiver. When there are too many, the one that has kept us waiting longest makes room: a caller
/// that sends its request is served however many others do not.
/// </summary>
internal sealed class ConnectionTable(ReceiverOptions options, CallerCheck callers, ReceiverCounters counters)
{
    /// <summary>A request that is younger is in no way slow.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly HashSet<Connection> _all = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    /// <summary>Takes a connection in; false when there is no room and none can be made at this moment.</summary>
    public bool TryAdd(Connection connection)
    {
        lock (_gate)
        {
            if (_stopping)
                return false;
            if (!callers.IsTrustedProxy(connection.Peer) && CountOf(connection.SourceGroup) >= options.MaxConnectionsPerSource)
                CutOffSlowest(_all.Where(other => other.SourceGroup.Equals(connection.SourceGroup) && IsSlow(other)));
            if (_all.Count >= options.MaxConnections && !CutOffSlowest(_all))
                return false;
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
        var now = options.TimeProvider.GetTimestamp();
        lock (_gate)
        {
            foreach (var connection in _all.Where(connection => connection.IsLate(now)).ToList())
                CutOff(connection);
        }
    }

    /// <summary>Takes nobody in any more and cuts off all that wait; ends when the others have got their answers.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            foreach (var connection in _all.Where(connection => connection.State != ConnectionState.Answering).ToList())
                CutOff(connection);
            EndIfEmpty();
        }

        return _empty.Task;
    }

    private int CountOf(IPAddress sourceGroup) => _all.Count(connection => connection.SourceGroup.Equals(sourceGroup));

    private bool IsSlow(Connection connection) => options.TimeProvider.GetElapsedTime(connection.Since) > Patience;

    /// <summary>
    /// One whose bytes wait for us is not cut off: there, it is we who are slow, and the newcomer waits a moment. Callers that
    /// have sent a good request on their connection are cut off only when there are no others.
    /// </summary>
    private bool CutOffSlowest(IEnumerable<Connection> candidates)
    {
        var oldestFirst = candidates.OrderBy(connection => connection.Since).ToLookup(connection => connection.State == ConnectionState.Resting);
        var (unproven, proven) = (oldestFirst[false], oldestFirst[true]);
        return unproven.Any(connection => !connection.HasUnread && CutOff(connection)) ||
            (!unproven.Any(connection => connection.HasUnread) && proven.Any(connection => !connection.HasUnread && CutOff(connection)));
    }

    private bool CutOff(Connection connection)
    {
        if (!connection.TryCutOff())
            return false;
        counters.CountCutOff();
        _all.Remove(connection);
        return true;
    }

    private void EndIfEmpty()
    {
        if (_stopping && _all.Count == 0)
            _empty.TrySetResult();
    }
}
