namespace SalesManagoMobile.Drills;

/// <summary>Time that stands still until it is told to go on.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private readonly Lock _sync = new();
    private readonly List<SimulatedTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2024, 6, 7, 0, 0, 0, TimeSpan.Zero).AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers are due after exactly this long.</summary>
    public int CountDueIn(TimeSpan span)
    {
        lock (_sync)
        {
            return _timers.Count(timer => timer.DueAt == _ticks + span.Ticks);
        }
    }

    public void Advance(TimeSpan span)
    {
        SimulatedTimer[] due;
        lock (_sync)
        {
            _ticks += span.Ticks;
            due = [.. _timers.Where(timer => timer.DueAt <= _ticks)];
            _timers.RemoveAll(timer => timer.DueAt <= _ticks);
        }

        foreach (SimulatedTimer timer in due)
        {
            timer.Fire();
        }
    }

    internal void Schedule(SimulatedTimer timer, TimeSpan dueTime)
    {
        lock (_sync)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueAt = _ticks + dueTime.Ticks;
                _timers.Add(timer);
            }
        }
    }
}
