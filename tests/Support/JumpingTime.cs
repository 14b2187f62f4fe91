namespace SalesManagoMobile.Tests.Support;

/// <summary>
/// A wall clock that somebody keeps setting: each look at it may be up to a year off, forward or back.
/// Time stamps and timers run on as they do on a real machine, where setting the clock does not touch them.
/// </summary>
public sealed class JumpingTime(int seed) : TimeProvider
{
    private readonly Random _random = new(seed);
    private int _jumps;

    /// <summary>How often the clock was set.</summary>
    public int Jumps => Volatile.Read(ref _jumps);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        double days;
        lock (_random)
        {
            days = (_random.NextDouble() - 0.5) * 2 * 365;
        }

        Interlocked.Increment(ref _jumps);
        return DateTimeOffset.UtcNow.AddDays(days);
    }
}
