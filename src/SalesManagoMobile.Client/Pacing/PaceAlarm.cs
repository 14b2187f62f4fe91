namespace SalesManagoMobile.Client;

/// <summary>Wakes the pace when the next request may leave. The pace guards the state.</summary>
/// <param name="time">The timer.</param>
/// <param name="ring">Called when it is time, on any thread.</param>
internal sealed class PaceAlarm(TimeProvider time, Action ring) : IDisposable
{
    /// <summary>How late it may be and still have its requests leave at once: after longer stalls, what was missed is lost.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);

    private ITimer? _timer;
    private TimeSpan? _due;

    /// <summary>Rings after a wait, unless it rings earlier anyway.</summary>
    public void RingAfter(TimeSpan wait, TimeSpan now)
    {
        TimeSpan due = now + wait;
        if (_due <= due && _due > now)
        {
            return;
        }

        // Timers have whole milliseconds: rounded up, it is late and not early.
        _due = due;
        _timer ??= time.CreateTimer(_ => ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Turns it off, and gives the time since when requests have waited for it; null when it was off.</summary>
    public TimeSpan? TurnOff(TimeSpan now)
    {
        TimeSpan? since = _due < now - LongestDelay ? now - LongestDelay : _due;
        _due = null;
        return since;
    }

    public void Dispose() => _timer?.Dispose();
}
