namespace SalesManagoMobile.Client;

/// <summary>
/// What one request of a run passes before each attempt: the pace, and before the first attempt the journal. It stands behind validation,
/// so an input that is refused here leaves no intent.
/// </summary>
internal sealed class SendGate(RunContext run, JournalClaim? claim, Func<Task> begin) : IRequestGate
{
    private long? _started;

    /// <summary>Since the first attempt left; zero when none did.</summary>
    public TimeSpan Elapsed => _started is { } started ? run.Time.GetElapsedTime(started) : TimeSpan.Zero;

    /// <exception cref="OperationCanceledException">The run stopped. Nothing that left before may have been processed, or this was not asked.</exception>
    public async ValueTask WaitAsync(TimeSpan backOff, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(backOff, run.Time, run.Stop).ConfigureAwait(false);
            await run.Pace.WaitAsync(run.Stop).ConfigureAwait(false);
            await begin().ConfigureAwait(false);
            run.Stop.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            OnNothingLeft();
            throw;
        }

        claim?.Leave();
        _started ??= run.Time.GetTimestamp();
    }

    public void OnNothingLeft() => claim?.EndUntried();

    public void OnThrottled(TimeSpan? retryAfter)
    {
        run.Pace.Pause(retryAfter);
        run.Meter.Tell();
    }
}
