namespace SalesManagoMobile.Client;

/// <summary>
/// What one request of a run passes before each attempt: the pace, and before the first attempt the journal. It stands behind validation,
/// so an input that is refused here leaves no intent, and an intent is on the device only for what leaves at once.
/// </summary>
internal sealed class SendGate(
    RunPace pace, ProgressMeter meter, TimeProvider time, JournalClaim? claim, Func<JournalIntent> intent, CancellationToken stop) : IRequestGate
{
    private long? _started;

    /// <summary>Since the first attempt left; zero when none did.</summary>
    public TimeSpan Elapsed => _started is { } started ? time.GetElapsedTime(started) : TimeSpan.Zero;

    /// <exception cref="OperationCanceledException">The run stopped. Nothing that left before may have been processed, or this was not asked.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await pace.WaitAsync(stop).ConfigureAwait(false);
            if (claim is not null && _started is null) await claim.BeginAsync(intent()).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            claim?.EndUntried(time.GetUtcNow());
            throw;
        }

        _started ??= time.GetTimestamp();
    }

    public void OnThrottled(TimeSpan? retryAfter)
    {
        pace.Pause(retryAfter);
        meter.Tell();
    }
}
