using System.Diagnostics;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The fast server in a process of its own, so that its work is not counted as a contender's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ServerProcess> StartAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo start = Self.Start("serve");
        start.RedirectStandardInput = true;
        Process process = Process.Start(start)!;
        string? address = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new ServerProcess(process, new Uri(address ?? throw new InvalidOperationException("The fast server did not start.")));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
