using System.Diagnostics;

namespace SalesManagoMobile.Engine;

/// <summary>
/// The PowerShell in which the quickstart, the tests, the benchmarks and the drills run: <c>pwsh</c> on the PATH when it is recent enough,
/// else the .NET tool of <c>.config/dotnet-tools.json</c>, which is restored when needed.
/// </summary>
/// <param name="Version">The engine's version.</param>
/// <param name="Origin">Where it comes from, for people.</param>
/// <param name="Program">The program that is the engine's own process, so that whoever kills or measures it reaches PowerShell
/// itself.</param>
/// <param name="Arguments">The arguments before PowerShell's own.</param>
public sealed record PowerShellEngine(Version Version, string Origin, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The first version that is supported.</summary>
    public static readonly Version MinVersion = new(7, 6);

    /// <summary>A feed that does not answer must not hold a run for ever; a slow download may take its time.</summary>
    private static readonly TimeSpan MaxRestoreTime = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan MaxProbeTime = TimeSpan.FromMinutes(2);

    private static readonly string[] Quiet = ["-NoLogo", "-NoProfile", "-NonInteractive"];

    /// <summary>
    /// The .NET tool's <c>pwsh</c> is a small program that starts the engine as its child, and so is a global tool's: ask the engine what
    /// it really is.
    /// </summary>
    private const string Question =
        "'{0}.{1}.{2}' -f $PSVersionTable.PSVersion.Major, $PSVersionTable.PSVersion.Minor, $PSVersionTable.PSVersion.Patch;"
        + "[Environment]::ProcessPath; [Environment]::GetCommandLineArgs()[0]";

    /// <summary>Finds the engine, and restores the .NET tool when there is no other.</summary>
    /// <param name="report">Gets a line for each step that may take long, and for each PowerShell that is not used.</param>
    /// <exception cref="InvalidOperationException">There is none; the message says why.</exception>
    public static PowerShellEngine Find(Action<string>? report = null)
    {
        PowerShellEngine? onPath = OnPath();
        if (onPath?.Version >= MinVersion)
        {
            return onPath;
        }

        if (onPath is not null)
        {
            report?.Invoke($"PowerShell {onPath.Version} on the PATH is older than {MinVersion} and is not used.");
        }

        return AsTool() ?? Restored(report);
    }

    /// <summary>How to start the engine with these arguments, without a profile and without questions.</summary>
    public ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Program, [.. Arguments, .. Quiet, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        return start;
    }

    /// <inheritdoc />
    public override string ToString() => $"PowerShell {Version} ({Origin})";

    private static PowerShellEngine? OnPath()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? file = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return file is null ? null : Probe("pwsh on the PATH", file);
    }

    private static PowerShellEngine? AsTool() =>
        Probe("the .NET tool of .config/dotnet-tools.json", "dotnet", "tool", "run", "pwsh", "--");

    private static PowerShellEngine Restored(Action<string>? report)
    {
        report?.Invoke("Restoring PowerShell as a .NET tool (45 MB, once) ...");
        (int exitCode, string output) = Run(MaxRestoreTime, "dotnet", "tool", "restore");
        return exitCode == 0 && AsTool() is { } tool
            ? tool
            : throw new InvalidOperationException(
                $"There is no PowerShell {MinVersion} or later on the PATH, and `dotnet tool restore` did not bring one:\n{output.Trim()}");
    }

    private static PowerShellEngine? Probe(string origin, params string[] command)
    {
        (int exitCode, string output) = Run(MaxProbeTime, [.. command, .. Quiet, "-Command", Question]);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (exitCode != 0 || lines.Length < 3 || !Version.TryParse(lines[^3], out Version? version))
        {
            return null;
        }

        // An engine that dotnet hosts is started with dotnet and its assembly, any other by itself.
        bool isHosted = Path.GetFileNameWithoutExtension(lines[^2]).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new PowerShellEngine(version, origin, lines[^2], isHosted ? [lines[^1]] : []);
    }

    private static (int ExitCode, string Output) Run(TimeSpan limit, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            // A .NET tool is found only from its manifest's folder on.
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{string.Join(' ', command)} did not end within {limit.TotalMinutes} minutes.");
        }

        return (process.ExitCode, error.GetAwaiter().GetResult() + output.GetAwaiter().GetResult());
    }
}
