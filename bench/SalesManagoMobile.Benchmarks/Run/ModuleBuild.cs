using System.Diagnostics;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// Optimised builds of the module under test and of the empty one, each in a folder of its own as a user would install it.
/// </summary>
internal static class ModuleBuild
{
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        string assemblies = Path.Combine(BenchSettings.ModuleFolder, "bin") + Path.DirectorySeparatorChar;
        await DotnetAsync(["build", Repository.PathOf("src", "SalesManagoMobile"), $"-p:ModuleFolder={assemblies}"], cancellationToken);
        File.Copy(
            Repository.PathOf("SalesManagoMobile.psd1"),
            Path.Combine(BenchSettings.ModuleFolder, "SalesManagoMobile.psd1"),
            overwrite: true);

        await DotnetAsync(["build", Repository.PathOf("bench", "EmptyModule"), "-o", BenchSettings.EmptyModuleFolder], cancellationToken);
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("bench", "EmptyModule"), "*.ps*1*"))
        {
            File.Copy(file, Path.Combine(BenchSettings.EmptyModuleFolder, Path.GetFileName(file)), overwrite: true);
        }
    }

    private static async Task DotnetAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-c", "Release", "-v", "quiet", "-nologo"]) { UseShellExecute = false };
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
