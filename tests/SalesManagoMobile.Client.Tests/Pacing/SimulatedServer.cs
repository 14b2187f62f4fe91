namespace SalesManagoMobile.Client.Tests;

/// <summary>A server in simulated time: how long it works on a request, how many it works on at once, and how many it takes a second.</summary>
internal sealed record SimulatedServer
{
    /// <summary>How long a request takes when it does not wait, on average.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>How many it works on at once; the others queue. 0 for no limit.</summary>
    public int Workers { get; init; }

    /// <summary>How many it takes a second, beyond which it refuses; 0 for no limit.</summary>
    public int PerSecond { get; init; }

    /// <summary>For how long it makes up for a time with fewer requests.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What a refusal asks for, or null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The spread of latencies: the standard deviation of their logarithm.</summary>
    public double Noise { get; init; }

    /// <summary>When workers and rate halve.</summary>
    public TimeSpan HalvesAt { get; init; } = TimeSpan.MaxValue;

    /// <summary>When the latency becomes five times as long, for everybody.</summary>
    public TimeSpan SlowsAt { get; init; } = TimeSpan.MaxValue;

    /// <summary>What it is, in words.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many requests it can answer in so many seconds at most, with up to 64 in flight.</summary>
    public int CapacityFor(int seconds) => (int)Enumerable.Range(0, seconds).Sum(second => CapacityAt(TimeSpan.FromSeconds(second)));

    public override string ToString() => Name;

    /// <summary>How many requests a second it answers at most, with 64 in flight, at a time.</summary>
    public double CapacityAt(TimeSpan time)
    {
        double seconds = LatencyAt(time).TotalSeconds;
        double workers = Workers == 0 ? AdaptiveSpeed.MaxLimit : Math.Min(AdaptiveSpeed.MaxLimit, WorkersAt(time));
        return PerSecond == 0 ? workers / seconds : Math.Min(workers / seconds, RateAt(time));
    }

    public int WorkersAt(TimeSpan time) => time < HalvesAt ? Workers : Workers / 2;

    public double RateAt(TimeSpan time) => time < HalvesAt ? PerSecond : PerSecond / 2.0;

    public TimeSpan LatencyAt(TimeSpan time) => time < SlowsAt ? Latency : Latency * 5;
}
