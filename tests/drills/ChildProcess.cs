using System.Diagnostics;

namespace SalesManagoMobile.Drills;

/// <summary>This program again, in a process of its own that may be killed at any moment.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly Lazy<PowerShellEngine> Engine = new(static () => PowerShellEngine.Find(Console.WriteLine));
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="child">A name of <see cref="Drill.Children"/>.</param>
    /// <param name="arguments">What the child gets.</param>
    public static ChildProcess Start(string child, params IEnumerable<string> arguments) => StartLimited(null, child, arguments);

    /// <inheritdoc cref="Start(string, IEnumerable{string})"/>
    /// <param name="limits">A command of the shell that sets limits for it, or null.</param>
    /// <param name="child">A name of <see cref="Drill.Children"/>.</param>
    /// <param name="arguments">What the child gets.</param>
    public static ChildProcess StartLimited(string? limits, string child, params IEnumerable<string> arguments)
    {
        // Not the path of this process: a test runner may be the one that runs a drill.
        string assembly = typeof(ChildProcess).Assembly.Location;
        string program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return File.Exists(program)
            ? Start(Limit(new ProcessStartInfo(program, [Drill.ChildVerb, child, .. arguments]), limits))
            : Start(Limit(new ProcessStartInfo("dotnet", [assembly, Drill.ChildVerb, child, .. arguments]), limits));
    }

    /// <summary>PowerShell. Killing the child kills the engine itself, not a program that started it.</summary>
    /// <param name="script">A script under <c>tests/drills</c> and its arguments.</param>
    /// <param name="environment">Variables that it gets besides those of this process.</param>
    /// <param name="limits">A command of the shell that sets limits for it, or null.</param>
    public static ChildProcess StartEngine(
        IEnumerable<string> script, IReadOnlyDictionary<string, string>? environment = null, string? limits = null)
    {
        ProcessStartInfo start = Limit(Engine.Value.Start(["-File", .. script]), limits);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Start(start);
    }

    /// <summary>The same through a shell that sets limits first.</summary>
    private static ProcessStartInfo Limit(ProcessStartInfo start, string? limits)
    {
        if (limits is null)
        {
            return start;
        }

        var limited = new ProcessStartInfo("/bin/sh", ["-c", $"{limits}; exec \"$0\" \"$@\"", start.FileName, .. start.ArgumentList]);
        foreach ((string name, string? value) in start.Environment)
        {
            limited.Environment[name] = value;
        }

        return limited;
    }

    private static ChildProcess Start(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: no handler, no flush, no farewell.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
