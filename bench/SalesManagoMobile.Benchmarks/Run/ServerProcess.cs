using System.Diagnostics;
using System.Globalization;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>The fast server in a process of its own, so that its work is not counted as a contender's.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="milliseconds">How long every request waits, as on a network.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="megabytes">How long the message of each response to a send is; 0 leaves it empty.</param>
    public static async Task<ServerProcess> StartAsync(int milliseconds, CancellationToken cancellationToken, int megabytes = 0)
    {
        ProcessStartInfo start = Self.Start(
            "serve", milliseconds.ToString(CultureInfo.InvariantCulture), megabytes.ToString(CultureInfo.InvariantCulture));
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
