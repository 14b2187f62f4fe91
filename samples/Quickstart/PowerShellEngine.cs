using System.Diagnostics;

namespace SalesManagoMobile.Quickstart;

/// <summary>
/// Finds a PowerShell: <c>pwsh</c> on the PATH, then the .NET tool that <c>.config/dotnet-tools.json</c> names.
/// The quickstart and the tests share this file.
/// </summary>
/// <param name="File">The program to start.</param>
/// <param name="Prefix">The arguments that come before PowerShell's own.</param>
/// <param name="Folder">Where to start it: a .NET tool is found only from its manifest's folder on. Empty for the current folder.</param>
internal sealed record PowerShellEngine(string File, IReadOnlyList<string> Prefix, string Folder)
{
    /// <summary>What to say when there is none.</summary>
    public const string NotFound = "PowerShell not found: no pwsh on the PATH, and `dotnet tool restore` did not bring one.";

    /// <summary>A feed that does not answer must not hold a run for long; a slow download may take its time.</summary>
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromMinutes(3);

    /// <returns>The engine, or null when this machine has none.</returns>
    public static PowerShellEngine? Find(string repositoryRoot) => OnPath() ?? AsTool(repositoryRoot);

    /// <summary>How to start the engine with these arguments, without a profile and without questions.</summary>
    public ProcessStartInfo Start(params IEnumerable<string> arguments) =>
        new(File, [.. Prefix, "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments]) { UseShellExecute = false, WorkingDirectory = Folder };

    private static PowerShellEngine? OnPath()
    {
        string name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? file = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(System.IO.File.Exists);
        return file is null ? null : new PowerShellEngine(file, [], "");
    }

    private static PowerShellEngine? AsTool(string repositoryRoot)
    {
        string manifest = Path.Combine(repositoryRoot, ".config", "dotnet-tools.json");
        if (!System.IO.File.Exists(manifest))
        {
            return null;
        }

        string[] tool = ["tool", "run", "pwsh", "--"];
        bool ready = Succeeds(repositoryRoot, "tool", "restore") && Succeeds(repositoryRoot, [.. tool, "-Version"]);
        return ready ? new PowerShellEngine("dotnet", tool, repositoryRoot) : null;
    }

    private static bool Succeeds(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;

        // Nobody reads what it says, but a full pipe would stop it.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(RestoreLimit))
        {
            return process.ExitCode == 0;
        }

        process.Kill(entireProcessTree: true);
        return false;
    }
}
