namespace SalesManagoMobile.Callbacks;

/// <summary>One line of a spool: the callback that it keeps, or where the damage is.</summary>
public sealed record SpooledCallback
{
    /// <summary>The callback; null when the line is damaged.</summary>
    public SmCallback? Callback { get; internal init; }

    /// <summary>The POST as it arrived; null when the line is damaged.</summary>
    public ReceivedPost? Post { get; internal init; }

    /// <summary>Which line is damaged; null when it is not.</summary>
    public string? Damage => Post is not null
        ? null
        : $"The line from byte {Start} to {End} of the spool {Path} is damaged and was skipped; the other lines are read. "
            + "Its sender received 200 and does not send it again: recover what is readable from that line in a copy of the file.";

    /// <summary>The spool.</summary>
    internal string Path { get; init; } = "";

    /// <summary>Where the line starts, in bytes from the file's beginning.</summary>
    internal long Start { get; init; }

    /// <summary>Where the next line starts.</summary>
    internal long End { get; init; }

    /// <summary>The checksum that the line states; 0 when it states none.</summary>
    internal uint Checksum { get; init; }

    /// <summary>The file of a running spool that the line is in; null when it was read from a file alone.</summary>
    internal SpoolSegment? Segment { get; init; }
}

/// <summary>The spool cannot be opened, locked, written or read. The message says which file and what to do.</summary>
public sealed class SpoolException(string message, Exception? innerException = null) : IOException(message, innerException);
