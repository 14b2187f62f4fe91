namespace SalesManagoMobile.Tests.Support;

/// <summary>
/// Calls back when a receiver asks for the date of its first answer: the decision to keep the connection is made by then.
/// </summary>
public sealed class StoppingClock : TimeProvider
{
    private int _asked;

    /// <summary>What to do then.</summary>
    public Func<Task>? AtAnswer { get; set; }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        if (Interlocked.Increment(ref _asked) == 2)
        {
            _ = AtAnswer?.Invoke();
        }

        return base.GetUtcNow();
    }
}
