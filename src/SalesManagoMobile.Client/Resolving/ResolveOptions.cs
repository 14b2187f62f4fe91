namespace SalesManagoMobile.Client;

/// <summary>How the unknown sends of a journal are looked up.</summary>
public sealed record ResolveOptions
{
    /// <summary>
    /// Whether a send that is not in the history after <see cref="Settle"/> counts as not sent, so that the next run sends it. Off by
    /// default: how soon the history shows a push is not documented.
    /// </summary>
    public bool ClearMissing { get; init; }

    /// <summary>
    /// How long after a send, or after the time that it was scheduled for, its absence from the history proves something. Default 15
    /// minutes.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many people are asked about at once. Default 8.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>People in a row whose history cannot be read, after which no more are asked about. Default 20.</summary>
    public int StopAfterFailures { get; init; } = 20;
}
