using System.Diagnostics;
using System.Text.Json;

namespace SalesManagoMobile.Tests;

/// <summary>One <c>*.Tests.ps1</c>, run in a process of its own so that no file sees what another left behind.</summary>
internal sealed class PesterFile(string path)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private string Name => Path.GetFileName(path);

    public static IReadOnlyList<PesterFile> All { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Pester"), "*.Tests.ps1").Order(StringComparer.Ordinal).Select(static file => new PesterFile(file))];

    public async Task<IReadOnlyList<PesterTest>> RunAsync(PowerShellEngine engine, CancellationToken cancellationToken)
    {
        string results = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            (int exitCode, string output) = await RunAsync(engine, results, cancellationToken);
            return File.Exists(results)
                ? Read(await File.ReadAllTextAsync(results, cancellationToken))
                : [new PesterTest(Name, "runs to its end", "Failed", $"PowerShell ended with {exitCode} and no results.\n{output}")];
        }
        finally
        {
            File.Delete(results);
        }
    }

    private async Task<(int ExitCode, string Output)> RunAsync(PowerShellEngine engine, string results, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = engine.Start("-File", Repository.PathOf("tests", "Pester", "Invoke-Tests.ps1"), "-Path", path, "-ResultPath", results);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"Stopped after {Limit.TotalMinutes} minutes.\n{await output}{await error}");
        }

        return (process.ExitCode, await output + await error);
    }

    private static List<PesterTest> Read(string json) => JsonSerializer.Deserialize<List<PesterTest>>(json)!;
}
