namespace SalesManagoMobile.Client;

/// <summary>
/// The one gate of a session: every request of every command passes it, reads and retries included. It decides how many requests are in
/// flight, when the next may leave, and holds all of them back while the server asks to wait. The commands are served in turn, so that a
/// question is not held up by a hundred sends. Measured on the monotonic clock: a clock that is set changes nothing.
/// </summary>
internal sealed class SessionPace : IDisposable
{
    /// <summary>How late a timer may be and still have its requests leave at once: after longer stalls, what was missed is lost.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromSeconds(60);

    private readonly object _sync = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly bool _adapts;
    private readonly int _limit;
    private readonly TimeSpan _interval;
    private readonly Queue<PaceLine> _lines = new();
    private ITimer? _timer;
    private TimeSpan? _alarm;
    private TimeSpan _nextSlot;
    private TimeSpan _pausedUntil;
    private TimeSpan _guess = FirstPause;
    private int _inFlight;
    private bool _closed;

    public SessionPace(SmClientOptions options)
    {
        _time = options.TimeProvider;
        _origin = _time.GetTimestamp();
        _adapts = options.ThrottleLimit is null;
        _limit = options.ThrottleLimit ?? 8;
        _interval = IntervalOf(options.MaxRequestsPerSecond);
        SingleRequests = new PaceLine(this);
    }

    /// <summary>The largest number of requests in flight that it gives.</summary>
    public int MaxLimit => _limit;

    /// <summary>The line of requests that belong to no run.</summary>
    public PaceLine SingleRequests { get; }

    /// <summary>Until when the server asked the session to wait, or null when it may go on.</summary>
    public DateTimeOffset? PausedUntil
    {
        get
        {
            lock (_sync)
            {
                TimeSpan left = _pausedUntil - Now;
                return left > TimeSpan.Zero ? _time.GetUtcNow() + left : null;
            }
        }
    }

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

    /// <summary>
    /// The server refused a request, or asked to wait: nothing leaves meanwhile. Of several waits the longest counts. A wait that nobody
    /// waits for is the request's own affair: it fails.
    /// </summary>
    /// <param name="retryAfter">What the server asked for; when it did not say, 1 s, doubled each time up to 60 s.</param>
    public void RecordRefusal(TimeSpan? retryAfter)
    {
        lock (_sync)
        {
            TimeSpan now = Now;
            // "Now" and a time that has passed are no answer to how long: servers that say so refuse the next request as well.
            if (retryAfter is null || retryAfter <= TimeSpan.Zero)
            {
                // Requests that were in flight together are refused together: that is one refusal, not a reason to wait longer.
                if (_pausedUntil > now)
                {
                    return;
                }

                retryAfter = _guess;
                _guess = _guess * 2 < LongestGuess ? _guess * 2 : LongestGuess;
            }

            if (now + retryAfter > _pausedUntil && retryAfter <= RetryPolicy.LongestWait)
            {
                _pausedUntil = now + retryAfter.Value;
            }
        }
    }

    /// <summary>The server took a request: the next refusal without a time starts from the shortest wait again.</summary>
    public void RecordSuccess()
    {
        lock (_sync)
        {
            _guess = FirstPause;
        }
    }

    /// <summary>The session is over: who waits goes on at once, and meets a closed connection.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _closed = true;
            _timer?.Dispose();
            TimeSpan now = Now;
            LetLeave(now, now);
        }
    }

    private void OnTimer()
    {
        lock (_sync)
        {
            if (_alarm is { } due && !_closed)
            {
                TimeSpan now = Now;
                _alarm = null;
                LetLeave(now, due > now - LongestDelay ? due : now - LongestDelay);
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
            WakeIn(wait, now);
        }
    }

    private void Take(PaceLine line, bool isRetry, TimeSpan since)
    {
        if (!isRetry)
        {
            Count(line, +1);
        }

        _nextSlot = Longer(_nextSlot, since) + _interval;
        line.NextSlot = Longer(line.NextSlot, since) + line.Interval;
    }

    /// <summary>How long the session holds everybody back.</summary>
    private TimeSpan SessionWait(TimeSpan now) => _closed ? TimeSpan.Zero : Longer(_pausedUntil, _nextSlot) - now;

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
        (line.ThrottleLimit is null || line.InFlight < line.ThrottleLimit) && (HasOwnPlaces(line) || _inFlight < _limit);

    private bool HasOwnPlaces(PaceLine line) => _adapts && line.ThrottleLimit is not null;

    private void Count(PaceLine line, int change)
    {
        line.InFlight += change;
        if (!HasOwnPlaces(line))
        {
            _inFlight += change;
        }
    }

    private void WakeIn(TimeSpan wait, TimeSpan now)
    {
        TimeSpan due = now + wait;
        if (_alarm <= due && _alarm > now)
        {
            return;
        }

        // Timers have whole milliseconds: rounded up, it is late and not early.
        _alarm = due;
        _timer ??= _time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(
            TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue)), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
