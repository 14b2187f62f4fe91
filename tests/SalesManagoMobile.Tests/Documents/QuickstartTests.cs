using System.Diagnostics;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The quickstart on a machine without PowerShell.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public async Task Through_the_client_library_it_does_the_main_job()
    {
        // The same configuration and framework as these tests: bin/<configuration>/<framework>/.
        string[] where = [.. AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^2..]];
        var start = new ProcessStartInfo("dotnet", [Repository.PathOf(["samples", "Quickstart", "bin", .. where, "Quickstart.dll"]), "--library"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, await error);
        Assert.Matches(@"1\s+12  contacts", output);
        Assert.Matches(@"2\s+12  pushes sent", output);
        Assert.Matches(@"6\s+[1-9]\d*  delivery records", output);
        Assert.Contains("Win-back, first wave", output, StringComparison.Ordinal);
    }
}
