using System.Diagnostics;
using System.Text.Json;

namespace SalesManagoMobile.Tests;

/// <summary>One <c>*.Tests.ps1</c>, run in a process of its own so that no file sees what another left behind.</summary>
/// <param name="path">The file.</param>
/// <param name="culture">The culture of the process, empty for the invariant one.</param>
internal sealed class PesterFile(string path, string culture)
{
    /// <summary>The culture in which every file runs: with a decimal comma, and days before months.</summary>
    private const string Main = "pl-PL";

    /// <summary>The files that read and write data run in these, too.</summary>
    private static readonly string[] OtherCultures = ["", "en-US", "tr-TR"];

    private static readonly string[] DataFiles =
        ["Callbacks.Tests.ps1", "Exports.Tests.ps1", "PushBatch.Tests.ps1", "Reading.Tests.ps1", "Report.Tests.ps1"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    private string Name => $"{(culture.Length == 0 ? "invariant" : culture)}: {Path.GetFileName(path)}";

    public static IReadOnlyList<PesterFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "Pester"), "*.Tests.ps1")
            .Order(StringComparer.Ordinal)
            .Select(static file => new PesterFile(file, Main)),
        .. from file in DataFiles
           from culture in OtherCultures
           select new PesterFile(Repository.PathOf("tests", "Pester", file), culture),
    ];

    public async Task<IReadOnlyList<PesterTest>> RunAsync(PowerShellEngine engine, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string results = folder["results.json"];
        (int exitCode, string output) = await RunAsync(engine, results, cancellationToken);
        return File.Exists(results)
            ? Read(await File.ReadAllTextAsync(results, cancellationToken))
            : [new PesterTest(Name, "runs to its end", "Failed", $"PowerShell ended with {exitCode} and no results.\n{output}")];
    }

    private async Task<(int ExitCode, string Output)> RunAsync(PowerShellEngine engine, string results, CancellationToken cancellationToken)
    {
        ProcessStartInfo start =
            engine.Start("-File", Repository.PathOf("tests", "Pester", "Invoke-Tests.ps1"), "-Path", path, "-ResultPath", results);
        // What .NET reads the culture from, except on Windows.
        start.Environment["LC_ALL"] = culture.Length == 0 ? "C" : $"{culture.Replace('-', '_')}.UTF-8";
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

    private IReadOnlyList<PesterTest> Read(string json) =>
        [.. JsonSerializer.Deserialize<List<PesterTest>>(json)!.Select(test => test with { File = Name })];
}
