namespace SalesManagoMobile.Callbacks;

/// <summary>
/// A POST as it arrived, before anybody read meaning into it. This is what the spool keeps, so that neither an undocumented
/// shape nor a mistake of ours can lose a byte, and what a replay sends again.
/// </summary>
public sealed record ReceivedPost
{
    /// <summary>When the last byte of it was there, UTC.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The address it came from; null when it is not known.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>The Content-Type header; null when there was none.</summary>
    public string? ContentType { get; init; }

    /// <summary>What stood behind the question mark of the URL; null when there was none.</summary>
    public string? Query { get; init; }

    /// <summary>The body, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
