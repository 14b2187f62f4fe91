using System.Globalization;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>How a session finds its speed at servers of many kinds: two minutes of work for each, in simulated time.</summary>
public sealed class SimulatedPaceTests
{
    private const int Seconds = 120;

    public static TheoryData<string> Names =>
        [.. SimulatedServers.Documented.Concat(SimulatedServers.Harsher).Select(server => server.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_needs_at_most_a_quarter_longer_than_the_best_possible_is_hardly_refused_and_calms_down(string name)
    {
        SimulatedServer server = SimulatedServers.Documented.Concat(SimulatedServers.Harsher).First(one => one.Name == name);

        var run = SimulatedRun.Run(server, server.CapacityFor(Seconds));

        Assert.InRange(run.Elapsed.TotalSeconds, 0, 1.25 * Seconds);
        Assert.InRange(run.Refused, 0, 0.02 * run.Sent);
        Assert.Equal(0, run.Failed);

        // What goes up and down for ever would still be refused, or leave its middle, at the end.
        TimeSpan late = run.Elapsed - TimeSpan.FromSeconds(40);
        Assert.InRange(run.RefusedAt.Where(time => time > late).Select(time => (int)time.TotalSeconds / 2).Distinct().Count(), 0, 3);
        int[] limits = [.. run.Limits[^40..].Order()];
        Assert.True(
            server.PerSecond > 0 || limits.Count(limit => Math.Abs(limit - limits[20]) > limits[20] * 0.6) <= 8, string.Join(' ', run.Limits));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(500)]
    public void It_takes_its_time_to_believe_that_the_way_has_become_longer_but_then_it_is_as_fast_as_before(int milliseconds)
    {
        var server = new SimulatedServer { Latency = TimeSpan.FromMilliseconds(milliseconds), SlowsAt = TimeSpan.FromSeconds(20) };

        var run = SimulatedRun.Run(server, server.CapacityFor(Seconds));

        Assert.All(run.Limits[^10..], limit => Assert.InRange(limit, 60, AdaptiveSpeed.MaxLimit));
    }

    [Fact]
    public void A_server_with_four_workers_gets_no_long_queue()
    {
        var server = new SimulatedServer { Latency = TimeSpan.FromMilliseconds(100), Workers = 4 };

        var run = SimulatedRun.Run(server, server.CapacityFor(Seconds));

        Assert.InRange(run.Limits[10..].Max(), 4, 24);
        Assert.InRange(run.Limits[^30..].Max(), 4, 16);
    }

    [Fact]
    public void The_table_in_the_documentation_is_what_the_simulation_gives()
    {
        string table = string.Join('\n', Rows());

        string page = Repository.Read("docs/benchmarks.md").ReplaceLineEndings("\n");
        int start = page.IndexOf("<!--simulation-->\n", StringComparison.Ordinal) + "<!--simulation-->\n".Length;
        string documented = page[start..page.IndexOf("<!--/simulation-->", StringComparison.Ordinal)].TrimEnd();
        Assert.True(table == documented, $"Put this between the marks of docs/benchmarks.md:\n{table}");
    }

    private static IEnumerable<string> Rows()
    {
        yield return "| server: latency and limits | 8 in flight | 64 in flight | by itself | refused | in flight at the end |";
        yield return "|---|---:|---:|---:|---:|---:|";
        foreach (SimulatedServer server in SimulatedServers.Documented)
        {
            int requests = server.CapacityFor(Seconds);
            var run = SimulatedRun.Run(server, requests);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"| {server.Name} | {Times(SimulatedRun.Run(server, requests, 8))} | {Times(SimulatedRun.Run(server, requests, 64))} | "
                    + $"{Times(run)} | {100.0 * run.Refused / run.Sent:0.0} % | {run.Limits[^1]} |");
        }
    }

    private static string Times(SimulatedRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Elapsed.TotalSeconds / Seconds:0.00}");
}
