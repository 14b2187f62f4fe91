namespace SalesManagoMobile.Sandbox;

/// <summary>
/// What the emulated server bears: requests a second, beyond which it refuses, and requests at once, beyond which they queue.
/// </summary>
internal sealed class RequestLimits
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly double _perSecond;
    private readonly SemaphoreSlim? _slots;
    private double _allowed;
    private long _refilledAt;

    public RequestLimits(SandboxOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRequestsPerSecond, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Capacity, nameof(options));
        _time = options.TimeProvider;
        _perSecond = options.MaxRequestsPerSecond;
        _allowed = MaxBurst;
        _refilledAt = _time.GetTimestamp();
        _slots = options.Capacity > 0 ? new SemaphoreSlim(options.Capacity) : null;
    }

    // After a pause, the requests of one second may come at once.
    private double MaxBurst => Math.Max(1, _perSecond);

    /// <summary>Counts a request against the rate; false when it is one too many.</summary>
    public bool TryAdmit()
    {
        if (_perSecond == 0)
        {
            return true;
        }

        lock (_gate)
        {
            long now = _time.GetTimestamp();
            _allowed = Math.Min(MaxBurst, _allowed + (_time.GetElapsedTime(_refilledAt, now).TotalSeconds * _perSecond));
            _refilledAt = now;
            if (_allowed < 1)
            {
                return false;
            }

            _allowed--;
            return true;
        }
    }

    /// <summary>Waits until one of the requests at once may be this one.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _slots?.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Makes room for the next request in the queue.</summary>
    public void Leave() => _slots?.Release();
}
