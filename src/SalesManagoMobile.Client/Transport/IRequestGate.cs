namespace SalesManagoMobile.Client;

/// <summary>
/// What many requests of one run share. The transport asks it before every attempt, retries included, and tells it when the server
/// asked to slow down, so that the whole run slows down and not one request.
/// </summary>
internal interface IRequestGate
{
    /// <summary>Returns when the next attempt may start.</summary>
    /// <param name="backOff">How long to wait at least, because an attempt before it failed.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    ValueTask WaitAsync(TimeSpan backOff, CancellationToken cancellationToken);

    /// <summary>The attempt was cancelled before a byte of it left.</summary>
    void OnNothingLeft();

    /// <summary>The server answered 429, or 503 with Retry-After.</summary>
    /// <param name="retryAfter">How long it asked to wait, at most <see cref="RetryAfter.Longest"/>; null when it did not say.</param>
    void OnThrottled(TimeSpan? retryAfter);
}
