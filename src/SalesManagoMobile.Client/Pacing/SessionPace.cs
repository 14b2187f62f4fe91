namespace SalesManagoMobile.Client;

/// <summary>
/// The one gate of a session: every request of every command passes it, reads and retries included. It decides how many requests are in
/// flight, when the next may leave, and holds all of them back while the server asks to wait. The commands are served in turn, so that a
/// question is not held up by a hundred sends. Measured on the monotonic clock: a clock that is set changes nothing.
/// </summary>
internal sealed class SessionPace : IDisposable
{
    private readonly object _sync = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly bool _adapts;
    private readonly AdaptiveSpeed _speed;
    private readonly ServerPause _pause = new();
    private readonly TimeSpan _interval;
    private readonly Queue<PaceLine> _lines = new();
    private readonly PaceAlarm _alarm;
    private TimeSpan _nextSlot;
    private int _inFlight;
    private int _onTheWire;
    private bool _closed;

    public SessionPace(SmClientOptions options)
    {
        _time = options.TimeProvider;
        _origin = _time.GetTimestamp();
        _adapts = options.ThrottleLimit is null;
        _speed = new AdaptiveSpeed(options.ThrottleLimit);
        _interval = IntervalOf(options.MaxRequestsPerSecond);
        _alarm = new PaceAlarm(_time, OnAlarm);
        MaxLimit = options.ThrottleLimit ?? AdaptiveSpeed.MaxLimit;
        SingleRequests = new PaceLine(this);
    }

    /// <summary>The largest number of requests in flight that it gives.</summary>
    public int MaxLimit { get; }

    /// <summary>The line of requests that belong to no run.</summary>
    public PaceLine SingleRequests { get; }

    /// <summary>Until when the server asked the session to wait, or null when it may go on.</summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_sync)
            {
                TimeSpan left = _pause.Until - Now;
                return left > TimeSpan.Zero ? _time.GetUtcNow() + left : null;
            }
        }
    }

    private TimeSpan SessionInterval => Longer(_interval, IntervalOf(_speed.MaxPerSecond));

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    public static TimeSpan IntervalOf(double? perSecond)
    {
        if (perSecond is not { } rate)
        {
            return TimeSpan.Zero;
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate, nameof(perSecond));
        return TimeSpan.FromSeconds(1 / rate);
    }

    /// <summary>What a line may do at present.</summary>
    public AllowedSpeed AllowedFor(PaceLine line)
    {
        lock (_sync)
        {
            int limit = HasOwnPlaces(line) ? line.ThrottleLimit!.Value : Math.Min(_speed.Limit, line.ThrottleLimit ?? int.MaxValue);
            TimeSpan interval = Longer(SessionInterval, line.Interval);
            return new AllowedSpeed(limit, interval == TimeSpan.Zero ? null : 1 / interval.TotalSeconds);
        }
    }

    /// <summary>Completes when a request of a line may leave.</summary>
    public Task WaitAsync(PaceLine line, bool isRetry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_sync)
        {
            TimeSpan now = Now;
            if (_lines.Count == 0 && SessionWait(now) <= TimeSpan.Zero && LineWait(line, isRetry, now) <= TimeSpan.Zero)
            {
                Take(line, isRetry, now);
                return Task.CompletedTask;
            }

            Task waiting = line.Add(isRetry, cancellationToken);
            if (!line.IsListed)
            {
                line.IsListed = true;
                _lines.Enqueue(line);
            }

            LetLeave(now, now);
            return waiting;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(PaceLine line)
    {
        lock (_sync)
        {
            Count(line, -1);
            if (_lines.Count > 0)
            {
                TimeSpan now = Now;
                LetLeave(now, now);
            }
        }
    }

    /// <summary>A request leaves now; <see cref="RecordEnd"/> is told when it did.</summary>
    public TimeSpan RecordStart()
    {
        lock (_sync)
        {
            _onTheWire++;
            return Now;
        }
    }

    /// <summary>Records how a request ended. When the server asked to slow down, nothing leaves meanwhile.</summary>
    /// <param name="leftAt">When it left.</param>
    /// <param name="operation">What it asked for.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="retryAfter">How long the server asked to wait; null when it did not say.</param>
    public void RecordEnd(TimeSpan leftAt, string operation, PaceOutcome outcome, TimeSpan? retryAfter = null)
    {
        lock (_sync)
        {
            TimeSpan now = Now;
            int limit = _speed.Limit;
            _speed.Record(now, operation, now - leftAt, outcome, _onTheWire--);
            if (outcome == PaceOutcome.Refused)
            {
                _pause.Extend(retryAfter, now);
            }
            else if (outcome == PaceOutcome.Answered)
            {
                _pause.RecordSuccess();
            }

            if (_speed.Limit > limit)
            {
                LetLeave(now, now);
            }
        }
    }

    /// <summary>The session is over: who waits goes on at once, and meets a closed connection.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _closed = true;
            _alarm.Dispose();
            TimeSpan now = Now;
            LetLeave(now, now);
        }
    }

    private void OnAlarm()
    {
        lock (_sync)
        {
            TimeSpan now = Now;
            if (!_closed && _alarm.TurnOff(now) is { } since)
            {
                LetLeave(now, since);
            }
        }
    }

    /// <summary>Lets all leave that may; when time is what the next one waits for, looks again then.</summary>
    /// <param name="now">Now.</param>
    /// <param name="since">Slots since then have been waited for and count; earlier ones passed unused.</param>
    private void LetLeave(TimeSpan now, TimeSpan since)
    {
        TimeSpan wait = TimeSpan.MaxValue;
        for (int asked = 0; asked < _lines.Count;)
        {
            PaceLine line = _lines.Dequeue();
            if (!line.HasWaiter(out bool isRetry))
            {
                line.IsListed = false;
                continue;
            }

            _lines.Enqueue(line);
            TimeSpan held = Longer(SessionWait(now), LineWait(line, isRetry, now));
            if (held > TimeSpan.Zero)
            {
                wait = held < wait ? held : wait;
                asked++;
            }
            else if (line.LetLeave(isRetry))
            {
                Take(line, isRetry, since);
                (asked, wait) = (0, TimeSpan.MaxValue);
            }
        }

        if (wait < TimeSpan.MaxValue)
        {
            _alarm.RingAfter(wait, now);
        }
    }

    private void Take(PaceLine line, bool isRetry, TimeSpan since)
    {
        if (!isRetry)
        {
            Count(line, +1);
        }

        _nextSlot = Longer(_nextSlot, since) + SessionInterval;
        line.NextSlot = Longer(line.NextSlot, since) + line.Interval;
    }

    /// <summary>How long the session holds everybody back.</summary>
    private TimeSpan SessionWait(TimeSpan now) => _closed ? TimeSpan.Zero : Longer(_pause.Until, _nextSlot) - now;

    /// <summary>How long a line has to wait besides; endlessly when a place has to become free first.</summary>
    private TimeSpan LineWait(PaceLine line, bool isRetry, TimeSpan now) =>
        _closed ? TimeSpan.Zero
            : isRetry || HasRoom(line) ? line.NextSlot - now
            : TimeSpan.MaxValue;

    /// <summary>
    /// A command that was told how many has its own places in a session that finds out: neither counts against the other. In a session
    /// that was told, a command's number can only lower it.
    /// </summary>
    private bool HasRoom(PaceLine line) =>
        (line.ThrottleLimit is null || line.InFlight < line.ThrottleLimit) && (HasOwnPlaces(line) || _inFlight < _speed.Limit);

    private bool HasOwnPlaces(PaceLine line) => _adapts && line.ThrottleLimit is not null;

    private void Count(PaceLine line, int change)
    {
        line.InFlight += change;
        if (!HasOwnPlaces(line))
        {
            _inFlight += change;
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
