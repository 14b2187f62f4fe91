namespace SalesManagoMobile.Client;

/// <summary>
/// What a request of a run has to do with the others. The transport asks it before every retry, and tells it when the server asked to
/// slow down, so that the whole run slows down and not one request.
/// </summary>
internal interface IRequestGate
{
    /// <summary>Completes when the request may be sent again; false when it may not, because the run stops.</summary>
    /// <param name="backOff">How long to wait at least.</param>
    ValueTask<bool> WaitToRetryAsync(TimeSpan backOff);

    /// <summary>The attempt was cancelled before a byte of it left.</summary>
    void OnNothingLeft();

    /// <summary>The server answered 429, or 503 with Retry-After.</summary>
    /// <param name="retryAfter">How long it asked to wait, at most <see cref="RetryAfter.Longest"/>; null when it did not say.</param>
    void OnThrottled(TimeSpan? retryAfter);
}
