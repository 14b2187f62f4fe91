namespace SalesManagoMobile.Tests.Support;

/// <summary>
/// Time that moves only when it is told to, for what <c>FakeTimeProvider</c> cannot do: waits shorter than a limit are skipped and written
/// down, so that back-off can be read off; the next timer can be fired whenever it is due; the wall clock can be set without moving time.
/// </summary>
/// <param name="skipBelow">Waits shorter than this end at once. None do by default.</param>
public sealed class TestClock(TimeSpan skipBelow = default) : TimeProvider
{
    /// <summary>The time at the start.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly List<Timer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly TimeSpan _skipBelow = skipBelow;
    private TimeSpan _elapsed;

    /// <summary>How far the wall clock is ahead of where it should be: people set clocks.</summary>
    public TimeSpan Jump { get; set; }

    /// <summary>The time since the start, which setting the wall clock does not change.</summary>
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

    /// <summary>The waits that were skipped, in the order in which they began.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
            {
                return [.. _waits];
            }
        }
    }

    /// <summary>How many timers wait.</summary>
    public int TimerCount
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Start + Elapsed + Jump;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers are due after exactly this long.</summary>
    public int CountDueIn(TimeSpan span)
    {
        lock (_gate)
        {
            return _timers.Count(timer => timer.Due == _elapsed + span);
        }
    }

    /// <summary>Moves to the moment when the next timer is due and fires it. False when there is none.</summary>
    public bool FireNext() => FireNext(TimeSpan.MaxValue);

    /// <summary>
    /// Moves from timer to timer until work is done. Timers that are due later than <paramref name="patience"/> from now are left alone:
    /// they are time limits, which must not run out while other threads are slow.
    /// </summary>
    public async Task<T> RunAsync<T>(Task<T> work, TimeSpan patience)
    {
        while (!work.IsCompleted)
        {
            FireNext(Elapsed + patience);
            await Task.Yield();
        }

        return await work;
    }

    /// <summary>Moves on and fires what comes due on the way, in order.</summary>
    public void Advance(TimeSpan span)
    {
        TimeSpan end = Elapsed + span;
        while (FireNext(end))
        {
        }

        lock (_gate)
        {
            _elapsed = end;
        }
    }

    private bool FireNext(TimeSpan latest)
    {
        Timer? next;
        lock (_gate)
        {
            next = _timers.MinBy(static timer => timer.Due);
            if (next is null || next.Due > latest)
            {
                return false;
            }

            _timers.Remove(next);
            _elapsed = next.Due > _elapsed ? next.Due : _elapsed;
        }

        next.Fire();
        return true;
    }

    /// <summary>A timer that fires once. Nothing here needs one that fires again.</summary>
    private sealed class Timer(TestClock clock, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Timers of the test clock fire once.");
            }

            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                if (dueTime >= clock._skipBelow)
                {
                    Due = clock._elapsed + dueTime;
                    clock._timers.Add(this);
                    return true;
                }

                clock._waits.Add(dueTime);
                clock._elapsed += dueTime;
            }

            ThreadPool.QueueUserWorkItem(_ => fire());
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
