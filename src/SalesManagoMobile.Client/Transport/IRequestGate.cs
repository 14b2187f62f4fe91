namespace SalesManagoMobile.Client;

/// <summary>
/// What a request of a run has to do with the others. It has its place in flight already; the transport asks it before every retry.
/// </summary>
internal interface IRequestGate
{
    /// <summary>The line in which it waits at the session's pace.</summary>
    PaceLine Line { get; }

    /// <summary>Completes when the request may be sent again; false when it may not, because the run stops.</summary>
    /// <param name="backOff">How long to wait at least.</param>
    ValueTask<bool> WaitToRetryAsync(TimeSpan backOff);

    /// <summary>The attempt was cancelled before a byte of it left.</summary>
    void OnNothingLeft();

    /// <summary>The server answered 429, or with Retry-After, and the session waits.</summary>
    void OnThrottled();
}
