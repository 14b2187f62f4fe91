namespace SalesManagoMobile.Client;

/// <summary>What decides beside the journal and the history.</summary>
/// <param name="Now">This machine's time.</param>
/// <param name="ClockOffset">How far the server's clock is ahead of this machine's; null when the server does not tell.</param>
/// <param name="Settle">How long after a send its absence from the history proves something.</param>
/// <param name="ClearMissing">Whether absence then counts as not sent.</param>
internal sealed record ResolveRules(DateTimeOffset Now, TimeSpan? ClockOffset, TimeSpan Settle, bool ClearMissing)
{
    /// <summary>How much earlier and later than the journal's times an entry may be.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>A short settle time says how long to wait, not that pushes leave sooner.</summary>
    private static readonly TimeSpan LeastSettle = TimeSpan.FromMinutes(15);

    private TimeSpan Offset => ClockOffset ?? TimeSpan.Zero;

    /// <summary>
    /// When the entry of a send may have been made, by the server's clock. The clock of this machine may have been set since the send, so
    /// the window holds both readings of the journal's times.
    /// </summary>
    public HistoryWindow WindowOf(KnownSend send) => new(
        send.FirstAt - Margin + (Offset < TimeSpan.Zero ? Offset : TimeSpan.Zero),
        send.LastAt + Margin + (Settle > LeastSettle ? Settle : LeastSettle) + (Offset > TimeSpan.Zero ? Offset : TimeSpan.Zero));

    /// <summary>Whether the settle time has passed, by whichever of the two clocks is behind.</summary>
    public bool IsSettled(KnownSend send) => Now + (Offset < TimeSpan.Zero ? Offset : TimeSpan.Zero) >= send.LastAt + Settle;
}

/// <summary>A span of the server's time, both ends included.</summary>
internal readonly record struct HistoryWindow(DateTimeOffset From, DateTimeOffset To)
{
    public bool Contains(DateTimeOffset? time) => time >= From && time <= To;

    public bool Overlaps(HistoryWindow other) => From <= other.To && other.From <= To;

    public HistoryWindow With(HistoryWindow other) => new(From < other.From ? From : other.From, To > other.To ? To : other.To);
}
