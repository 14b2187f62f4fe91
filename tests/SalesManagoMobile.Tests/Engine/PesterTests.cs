using System.Collections.Concurrent;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>
/// The cmdlets in a real PowerShell: each Pester test is a test here. Without an engine the run fails; nothing is skipped.
/// </summary>
public sealed class PesterTests
{
    [Theory]
    [MemberData(nameof(RunAsync), DisableDiscoveryEnumeration = true)]
    public void In_a_real_PowerShell(PesterTest test) =>
        Assert.True(test.Result == "Passed", $"{test.Result}: {test.File}: {test.Name}\n{test.Message}");

    [Fact]
    public void There_are_Pester_tests() => Assert.NotEmpty(PesterFile.All);

    public static async Task<IReadOnlyList<ITheoryDataRow>> RunAsync()
    {
        PowerShellEngine engine;
        try
        {
            engine = PowerShellEngine.Find();
        }
        catch (InvalidOperationException e)
        {
            return [Row(new PesterTest("engine", "can be started", "Failed", e.Message))];
        }

        var done = new ConcurrentBag<PesterTest>();
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        await Parallel.ForEachAsync(PesterFile.All, atOnce, async (file, stop) =>
        {
            foreach (PesterTest test in await file.RunAsync(engine, stop))
            {
                done.Add(test);
            }
        });
        await File.WriteAllTextAsync(Repository.PathOf("artifacts", "engine.txt"), $"{done.Count} engine tests ran in {engine}");
        return
        [
            .. done.OrderBy(static test => test.File, StringComparer.Ordinal).ThenBy(static test => test.Name, StringComparer.Ordinal)
                .Select(Row),
        ];
    }

    private static ITheoryDataRow Row(PesterTest test) =>
        new TheoryDataRow<PesterTest>(test) { TestDisplayName = $"Pester: {test.File}: {test.Name}" };
}
