namespace SalesManagoMobile.Client;

/// <summary>How a bulk run behaves.</summary>
public sealed record BulkOptions
{
    /// <summary>Requests of the run in flight at once, 1 to 256. Null takes as many as the session gives.</summary>
    public int? ThrottleLimit { get; init; }

    /// <summary>Requests per second for the whole run, retries included, above 0. It can only lower the session's.</summary>
    public double? MaxRequestsPerSecond { get; init; }

    /// <summary>The journal that makes the run restartable. Null keeps none; then one run still sends the same thing only once.</summary>
    public SendJournal? Journal { get; init; }

    /// <summary>Sends again what an earlier run left as unknown.</summary>
    public bool ResendUnknown { get; init; }

    /// <summary>
    /// Failures in a row, in the order in which the requests left, after which the run stops; so do as many first answers that are all
    /// refusals in the same words. 0 never stops it. Default 20. A server that asks to wait for more than ten minutes always stops it.
    /// </summary>
    public int StopAfterFailures { get; init; } = 20;

    /// <summary>Receives how the run stands, at most a few times a second, on any thread.</summary>
    public IProgress<BulkProgress>? Progress { get; init; }
}
