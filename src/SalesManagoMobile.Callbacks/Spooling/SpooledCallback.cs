namespace SalesManagoMobile.Callbacks;

/// <summary>A callback read from a spool, or the news that a line of it cannot be read.</summary>
public sealed class SpooledCallback
{
    internal SpooledCallback(SmCallback? callback, SpoolEntry entry, string path)
    {
        Callback = callback;
        Entry = entry;
        Damage = callback is null
            ? $"The line from byte {entry.Start} to {entry.End} of the spool {path} is damaged and was passed over."
            : null;
    }

    /// <summary>The callback; null when the line is damaged.</summary>
    public SmCallback? Callback { get; }

    /// <summary>The POST as it arrived; null when the line is damaged.</summary>
    public ReceivedPost? Post => Entry.Post;

    /// <summary>Which line is damaged; null when it is not.</summary>
    public string? Damage { get; }

    internal SpoolEntry Entry { get; }

    internal SpoolSegment? Segment { get; init; }
}
