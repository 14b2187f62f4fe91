using System.Diagnostics;

namespace SalesManagoMobile.Drills;

/// <summary>This program again, in a process of its own that may be killed at any moment.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <param name="child">A name of <see cref="Drill.Children"/>.</param>
    /// <param name="arguments">What the child gets.</param>
    public static ChildProcess Start(string child, params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        IEnumerable<string> host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. host, Drill.ChildVerb, child, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
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
