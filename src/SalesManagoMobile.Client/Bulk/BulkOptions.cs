namespace SalesManagoMobile.Client;

/// <summary>How a bulk run behaves.</summary>
public sealed record BulkOptions
{
    /// <summary>Requests in flight at once. 1 to 256, default 8.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>Requests per second for the whole run, retries included, above 0; null does not pace.</summary>
    public double? MaxRequestsPerSecond { get; init; }

    /// <summary>The journal that makes the run restartable; null keeps none.</summary>
    public SendJournal? Journal { get; init; }

    /// <summary>Sends again what an earlier run left as unknown.</summary>
    public bool ResendUnknown { get; init; }

    /// <summary>
    /// Failures in a row that say "the server is down" or "the credentials are wrong", after which the run stops. 0 never stops it.
    /// Default 20. A server that asks to wait for more than ten minutes stops it, too, whatever this says.
    /// </summary>
    public int StopAfterFailures { get; init; } = 20;

    /// <summary>
    /// Cancelled when the consumer has enough: nothing more is started, what is on its way is awaited, and the stream ends with its
    /// outcomes and without an exception.
    /// </summary>
    public CancellationToken Enough { get; init; }

    /// <summary>How many inputs there are, when known: only for progress.</summary>
    public long? Total { get; init; }

    /// <summary>Told how the run stands, at most a few times a second.</summary>
    public IProgress<BulkProgress>? Progress { get; init; }
}
