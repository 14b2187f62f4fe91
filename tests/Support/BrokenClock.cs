namespace SalesManagoMobile.Tests.Support;

/// <summary>Fails once, for the first who asks how late it is.</summary>
public sealed class BrokenClock : TimeProvider
{
    /// <summary>Whether the next who asks gets an exception.</summary>
    public bool Breaks { get; set; }

    /// <summary>What comes again and again never comes: the connection is to be the first who asks.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        callback, state, period == Timeout.InfiniteTimeSpan ? dueTime : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        if (!Breaks)
        {
            return base.GetTimestamp();
        }

        Breaks = false;
        throw new InvalidOperationException("The clock is broken.");
    }
}
