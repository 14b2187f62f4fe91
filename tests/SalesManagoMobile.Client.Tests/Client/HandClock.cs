namespace SalesManagoMobile.Client.Tests;

/// <summary>
/// Time that moves only when it is told to. Waits shorter than a limit are skipped and written down, so that back-off can be read off;
/// longer ones (the time-outs of attempts) end when the clock is advanced.
/// </summary>
internal sealed class HandClock(TimeSpan skipBelow = default) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly object _sync = new();
    private readonly List<HandTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = Start;

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_sync)
            {
                return [.. _waits];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_sync)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan time)
    {
        HandTimer[] due;
        lock (_sync)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            foreach (HandTimer timer in due)
            {
                _timers.Remove(timer);
            }
        }

        foreach (HandTimer timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HandTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(HandTimer timer, TimeSpan dueTime)
    {
        bool skip;
        lock (_sync)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            skip = dueTime < skipBelow;
            timer.Due = _now + dueTime;
            if (skip)
            {
                _waits.Add(dueTime);
                _now += dueTime;
            }
            else
            {
                _timers.Add(timer);
            }
        }

        if (skip)
        {
            ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        }
    }

    private void Disarm(HandTimer timer)
    {
        lock (_sync)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class HandTimer(HandClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Disarm(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
