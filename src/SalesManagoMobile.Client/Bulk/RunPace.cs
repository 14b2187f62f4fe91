namespace SalesManagoMobile.Client;

/// <summary>
/// Decides when the next request of a run may leave: evenly spaced when the run has a rate, and not before the time the server asked
/// the run to wait for. Measured on the monotonic clock, so that a clock that is set changes nothing.
/// </summary>
internal sealed class RunPace
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromSeconds(60);

    private readonly object _sync = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly TimeSpan _interval;
    private TimeSpan _nextSlot;
    private TimeSpan _pausedUntil;
    private TimeSpan _guess = FirstPause;

    /// <param name="maxRequestsPerSecond">Requests per second, above 0; null does not pace.</param>
    /// <param name="time">The clock and the delays.</param>
    public RunPace(double? maxRequestsPerSecond, TimeProvider time)
    {
        if (maxRequestsPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        }

        _time = time;
        _origin = time.GetTimestamp();
        _interval = maxRequestsPerSecond is { } perSecond ? TimeSpan.FromSeconds(1 / perSecond) : TimeSpan.Zero;
    }

    /// <summary>Until when the server asked the run to wait, or null when it may go on.</summary>
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

    /// <summary>Completes when a request may leave.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan? slot = null;
        while (NextWait(ref slot) is { } wait)
        {
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the whole run wait. Of several waits asked for at once the longest counts.</summary>
    /// <param name="retryAfter">What the server asked for; when it did not say, 1 s, doubled each time up to 60 s.</param>
    public void Pause(TimeSpan? retryAfter)
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

            if (now + retryAfter > _pausedUntil)
            {
                _pausedUntil = now + retryAfter.Value;
            }
        }
    }

    /// <summary>The server took a request: the next refusal without a time starts from the shortest wait again.</summary>
    public void Resume()
    {
        lock (_sync)
        {
            _guess = FirstPause;
        }
    }

    /// <summary>How long to wait before asking again, or null when the request may leave now.</summary>
    private TimeSpan? NextWait(ref TimeSpan? slot)
    {
        lock (_sync)
        {
            TimeSpan now = Now;
            if (_pausedUntil > now)
            {
                // Slots taken before the pause are void, or all of them would leave together at its end.
                slot = null;
                _nextSlot = _pausedUntil;
                return WholeMilliseconds(_pausedUntil - now);
            }

            if (_interval == TimeSpan.Zero)
            {
                return null;
            }

            if (slot is null)
            {
                slot = _nextSlot > now ? _nextSlot : now;
                _nextSlot = slot.Value + _interval;
            }

            return slot > now ? WholeMilliseconds(slot.Value - now) : null;
        }
    }

    /// <summary>Delays are cut to whole milliseconds: rounded up, the loop waits instead of spinning.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
}
