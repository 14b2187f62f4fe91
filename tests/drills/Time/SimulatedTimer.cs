namespace SalesManagoMobile.Drills;

/// <summary>A timer that fires once when simulated time gets there. Nothing here needs one that fires again.</summary>
internal sealed class SimulatedTimer(SimulatedTime time, Action fire) : ITimer
{
    /// <summary>In ticks of the simulated time.</summary>
    public long DueAt { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            throw new NotSupportedException("Simulated timers fire once.");
        }

        time.Schedule(this, dueTime);
        return true;
    }

    public void Fire() => fire();

    public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
