namespace SalesManagoMobile.Client;

/// <summary>A request that belongs to no run: it waits at the session's pace like all others, and is retried until it is cancelled.</summary>
internal sealed class SingleRequest(PaceLine line, TimeProvider time, CancellationToken cancellationToken) : IRequestGate
{
    public PaceLine Line => line;

    public async ValueTask<bool> WaitToRetryAsync(TimeSpan backOff)
    {
        await Task.Delay(backOff, time, cancellationToken).ConfigureAwait(false);
        await line.EnterAgainAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    public void OnNothingLeft()
    {
    }

    public void OnThrottled()
    {
    }
}
