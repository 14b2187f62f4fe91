namespace SalesManagoMobile.Client;

/// <summary>What holds a request back before it leaves: first a free lane, then the pace.</summary>
internal sealed class SendLimits(BulkOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _lanes = new(options.ThrottleLimit);
    private readonly RunPace _pace = new(options.MaxRequestsPerSecond, time);

    /// <summary>Until when the server asked the run to wait, or null when it may go on.</summary>
    public DateTimeOffset? PausedUntil => _pace.PausedUntil;

    /// <summary>Completes when a lane is free, first come, first served; <see cref="Leave"/> frees it again.</summary>
    public Task EnterLaneAsync(CancellationToken cancellationToken) => _lanes.WaitAsync(cancellationToken);

    /// <summary>Completes when the pace lets a request leave.</summary>
    public ValueTask WaitForPaceAsync(CancellationToken cancellationToken) => _pace.WaitAsync(cancellationToken);

    /// <summary>The server asked the run to slow down.</summary>
    public void Pause(TimeSpan? retryAfter) => _pace.Pause(retryAfter);

    /// <summary>The server accepted a request.</summary>
    public void RecordSuccess() => _pace.Resume();

    /// <summary>Frees a lane.</summary>
    public void Leave() => _lanes.Release();

    public void Dispose() => _lanes.Dispose();
}
