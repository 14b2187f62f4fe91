using System.Diagnostics;
using System.Text.Json;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>One way to do the job, in a process of its own.</summary>
/// <param name="Name">As the tables show it.</param>
/// <param name="Start">Makes the process for one run. The last line it writes is a <see cref="Measurement"/>.</param>
internal sealed record Contender(string Name, Func<ProcessStartInfo> Start)
{
    private static readonly Lazy<PowerShellEngine> Engine = new(static () => PowerShellEngine.Find());

    /// <summary>A script under <c>bench/contenders</c>, in a new engine.</summary>
    public static Contender Script(string name, string script, params IEnumerable<string> arguments) =>
        new(name, () => Engine.Value.Start(["-File", BenchSettings.Script(script), .. arguments]));

    /// <summary>A verb of this program.</summary>
    public static Contender Program(string name, params IEnumerable<string> arguments) => new(name, () => Self.Start(arguments));

    /// <summary>The engine's own name and version.</summary>
    public static async Task<string> EngineVersionAsync(CancellationToken cancellationToken) =>
        "PowerShell " + (await LastLineAsync(Engine.Value.Start("-Command", "$PSVersionTable.PSVersion.ToString()"), cancellationToken));

    public async Task<Measurement> RunAsync(CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<Measurement>(await LastLineAsync(Start(), cancellationToken))!;

    private static async Task<string> LastLineAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            string? last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
            return process.ExitCode == 0 && last is not null
                ? last
                : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
