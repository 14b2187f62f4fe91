using System.Collections.Concurrent;
using SalesManagoMobile.Quickstart;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The cmdlets in a real PowerShell: each Pester test is a test here, passed, failed or skipped.</summary>
public sealed class PesterTests
{
    [Theory]
    [MemberData(nameof(RunAsync), DisableDiscoveryEnumeration = true)]
    public void In_a_real_PowerShell(PesterTest test) => Assert.True(test.Result == "Passed", $"{test.File}: {test.Name}\n{test.Message}");

    [Fact]
    public void There_are_Pester_tests() => Assert.NotEmpty(PesterFile.All);

    public static async Task<IReadOnlyList<ITheoryDataRow>> RunAsync()
    {
        IEnumerable<PesterTest> tests = PowerShellEngine.Find(Repository.Root) is { } engine
            ? await RunAsync(engine)
            : PesterFile.All.SelectMany(static file => file.Skip(PowerShellEngine.NotFound));
        return [.. tests.Select(Row)];
    }

    private static async Task<IEnumerable<PesterTest>> RunAsync(PowerShellEngine engine)
    {
        var done = new ConcurrentBag<PesterTest>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(PesterFile.All, atOnce, async (file, stop) =>
        {
            foreach (PesterTest test in await file.RunAsync(engine, stop))
            {
                done.Add(test);
            }
        });
        return done.OrderBy(static test => test.File, StringComparer.Ordinal).ThenBy(static test => test.Name, StringComparer.Ordinal);
    }

    private static ITheoryDataRow Row(PesterTest test) =>
        new TheoryDataRow<PesterTest>(test)
        {
            TestDisplayName = $"Pester: {test.File}: {test.Name}",
            Skip = test.Result == "Skipped" ? test.Message is { Length: > 0 } why ? why : "Skipped by Pester." : null,
        };
}
