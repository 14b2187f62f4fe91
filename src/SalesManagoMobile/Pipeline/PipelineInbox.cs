using System.Collections.Concurrent;

namespace SalesManagoMobile;

/// <summary>
/// What other threads want done on the pipeline thread: PowerShell accepts output only there.
/// One thread waits and drains; any thread posts.
/// </summary>
internal sealed class PipelineInbox
{
    private readonly ConcurrentQueue<Action> _messages = new();
    private readonly object _gate = new();
    private volatile bool _awake;

    /// <summary>Leaves something to do for the pipeline thread.</summary>
    public void Post(Action message)
    {
        _messages.Enqueue(message);
        Wake();
    }

    /// <summary>Tells the pipeline thread to look again at what it waits for.</summary>
    public void Wake()
    {
        // What the caller changed must be visible before the flag is read, or a wake-up could be lost between the two.
        Interlocked.MemoryBarrier();
        if (_awake)
        {
            return;
        }

        lock (_gate)
        {
            _awake = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Does everything posted so far. Pipeline thread only.</summary>
    public void Drain()
    {
        while (_messages.TryDequeue(out Action? message))
        {
            message();
        }
    }

    /// <summary>Drains until <paramref name="condition"/> holds; whatever can change the condition must wake.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="lookEvery">Looks this often even if nobody wakes.</param>
    /// <param name="onLook">Called each time before waiting.</param>
    public void DrainUntil(Func<bool> condition, TimeSpan lookEvery, Action? onLook = null)
    {
        while (true)
        {
            lock (_gate)
            {
                _awake = false;
            }

            // The counterpart of the one in Wake: the condition must not be read before the flag is down.
            Interlocked.MemoryBarrier();
            Drain();
            if (condition())
            {
                Drain();
                return;
            }

            onLook?.Invoke();
            lock (_gate)
            {
                while (!_awake && Monitor.Wait(_gate, lookEvery))
                {
                }
            }
        }
    }
}
