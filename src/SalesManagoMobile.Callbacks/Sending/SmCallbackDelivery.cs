namespace SalesManagoMobile.Callbacks;

/// <summary>What became of one callback that was posted to a receiver.</summary>
public sealed record SmCallbackDelivery
{
    /// <summary>Where it was posted, with the last segment of the path, which is the token, masked.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The shape that was posted.</summary>
    public SmCallbackKind Kind { get; init; }

    /// <summary>Whether the receiver answered that it has it (200 to 299).</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The HTTP status of the answer; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the receiver said, up to 200 characters, or why there was no answer.</summary>
    public string? Message { get; init; }

    /// <summary>From the request to the answer.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>When it was posted, UTC.</summary>
    public DateTimeOffset At { get; init; }
}
