namespace SalesManagoMobile.Sandbox;

/// <summary>
/// What goes wrong, and how often. Rates run from 0 to 1 and are drawn from the account's seed and the request's number among
/// those that <see cref="PathPrefix"/> picks; counts are per exported file. Faults of requests never hit the file host, except the
/// delay, and faults of files never hit requests.
/// </summary>
public sealed record SandboxFaults
{
    /// <summary>Nothing goes wrong.</summary>
    public static SandboxFaults None { get; } = new();

    /// <summary>Faults hit only requests whose path starts with this, for example <c>/api/mobile/push/send</c>.</summary>
    public string PathPrefix { get; init; } = "/";

    /// <summary>How long every answer is held back.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Every n-th request that <see cref="PathPrefix"/> picks is refused as too many, and not processed; 0 for none.</summary>
    public int ThrottleEvery { get; init; }

    /// <summary>The share of requests refused as too many. They are not processed.</summary>
    public double ThrottleRate { get; init; }

    /// <summary>What a throttled request is answered with: 429 or 503.</summary>
    public int ThrottleStatus { get; init; } = 429;

    /// <summary>The wait that a throttled answer asks for, in whole seconds; null for no Retry-After at all.</summary>
    public TimeSpan? RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether Retry-After is an HTTP date instead of a number of seconds.</summary>
    public bool RetryAfterAsDate { get; init; }

    /// <summary>The share of requests whose connection is dropped before they are processed.</summary>
    public double DropBeforeProcessingRate { get; init; }

    /// <summary>The share of requests whose connection is dropped after they were processed, before a byte of the answer.</summary>
    public double DropAfterProcessingRate { get; init; }

    /// <summary>The share of requests that are processed but whose response is cut off half way.</summary>
    public double TruncateRate { get; init; }

    /// <summary>The share of requests that are processed but answered by a proxy's HTML page.</summary>
    public double HtmlRate { get; init; }

    /// <summary>
    /// The status of the HTML page: 502 for a gateway in trouble, 200 for a page that wants somebody to log in. Default 502.
    /// </summary>
    public int HtmlStatus { get; init; } = 502;

    /// <summary>The share of requests answered with 500 and a JSON body. They are not processed.</summary>
    public double ServerErrorRate { get; init; }

    /// <summary>How many addresses of each exported file have expired already when they are handed out.</summary>
    public int ExpiredFileUrls { get; init; }

    /// <summary>What an expired address is answered with: 403, 404 or 410. Default 403.</summary>
    public int ExpiredStatus { get; init; } = 403;

    /// <summary>How many downloads of each exported file break off half way.</summary>
    public int BrokenDownloads { get; init; }

    /// <summary>How many downloads of each exported file are then answered with 500, before one works.</summary>
    public int FailedDownloads { get; init; }

    /// <summary>Whether exported files are themselves cut in half, though the download is whole.</summary>
    public bool TruncateFiles { get; init; }

    /// <summary>Whether the file host ignores ranges and always sends the whole file.</summary>
    public bool IgnoreRanges { get; init; }

    /// <summary>Whether export jobs never become done.</summary>
    public bool JobsNeverEnd { get; init; }

    /// <summary>Whether export jobs end with <c>success: false</c>.</summary>
    public bool JobsFail { get; init; }
}
