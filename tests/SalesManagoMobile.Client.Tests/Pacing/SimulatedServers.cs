using System.Globalization;

namespace SalesManagoMobile.Client.Tests;

/// <summary>The servers that the pace has to cope with.</summary>
internal static class SimulatedServers
{
    private static readonly int[] Latencies = [20, 100, 500];
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(60);

    /// <summary>Those of the documentation.</summary>
    public static IReadOnlyList<SimulatedServer> Documented { get; } = [.. Latencies.SelectMany(Of)];

    /// <summary>The same rates with less patience, and without saying how long to wait.</summary>
    public static IReadOnlyList<SimulatedServer> Harsher { get; } =
    [
        .. from server in Documented
           where server.PerSecond > 0
           from burst in new[] { 1, 0.1 }
           select server with { RetryAfter = null, Burst = Second * burst, Name = $"{server.Name}, no Retry-After, burst {burst} s" },
        .. from server in Documented
           where server.PerSecond > 0
           select server with { Burst = Second * 0.1, Name = $"{server.Name}, burst 0.1 s" },
    ];

    private static IEnumerable<SimulatedServer> Of(int milliseconds)
    {
        var latency = TimeSpan.FromMilliseconds(milliseconds);
        string name = string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms");
        foreach (int workers in new[] { 4, 16, 64 })
        {
            yield return new SimulatedServer { Latency = latency, Workers = workers, Name = $"{name}, {workers} at once, the rest queue" };
        }

        foreach (int rate in new[] { 50, 200, 1000 })
        {
            yield return new SimulatedServer { Latency = latency, PerSecond = rate, RetryAfter = Second, Name = $"{name}, {rate} a second" };
        }

        yield return new SimulatedServer
        {
            Latency = latency,
            Workers = 16,
            HalvesAt = Half,
            Name = $"{name}, 16 at once, 8 after a minute",
        };
        yield return new SimulatedServer
        {
            Latency = latency,
            PerSecond = 200,
            RetryAfter = Second,
            HalvesAt = Half,
            Name = $"{name}, 200 a second, 100 after a minute",
        };
        yield return new SimulatedServer { Latency = latency, Workers = 16, Noise = 0.5, Name = $"{name} with noise, 16 at once" };
    }
}
