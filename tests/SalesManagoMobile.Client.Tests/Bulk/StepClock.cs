namespace SalesManagoMobile.Client.Tests;

/// <summary>A clock that moves only when told to, and fires what comes due on the way, in order.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the wall clock is ahead of where it should be: people set clocks.</summary>
    public TimeSpan Jump { get; set; }

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero) + Elapsed + Jump;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the moment the next timer is due and fires it. False when there is none.</summary>
    public bool FireNext()
    {
        Timer? next;
        lock (_gate)
        {
            next = _timers.MinBy(t => t.Due);
            if (next is null)
            {
                return false;
            }

            _timers.Remove(next);
            if (next.Due > _elapsed)
            {
                _elapsed = next.Due;
            }
        }

        next.Fire();
        return true;
    }

    /// <summary>Moves on and fires what comes due on the way.</summary>
    public void Advance(TimeSpan span)
    {
        TimeSpan end = Elapsed + span;
        while (NextDue() <= end)
        {
            FireNext();
        }

        lock (_gate)
        {
            _elapsed = end;
        }
    }

    private TimeSpan NextDue()
    {
        lock (_gate)
        {
            return _timers.Count == 0 ? TimeSpan.MaxValue : _timers.Min(t => t.Due);
        }
    }

    private sealed class Timer(StepClock clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                Due = clock._elapsed + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
