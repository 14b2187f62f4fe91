using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Drills;

/// <summary>The ways to start a receiver in a process of its own.</summary>
internal static class Receivers
{
    /// <summary>Through the callbacks library.</summary>
    public static ChildProcess Library(int port, string spool, string notes) =>
        ChildProcess.Start(ReceiverProcess.Name, Prefix(port), spool, notes);

    /// <summary>The same in a process with limits of the shell.</summary>
    public static ChildProcess Library(int port, string spool, string notes, string limits) =>
        ChildProcess.StartLimited(limits, ReceiverProcess.Name, Prefix(port), spool, notes);

    /// <summary>Through the callbacks library, which also forwards.</summary>
    public static ChildProcess Forwarding(int port, string spool, IEnumerable<Uri> targets) =>
        ChildProcess.Start(ReceiverProcess.Name, [Prefix(port), spool, spool + ".notes", .. targets.Select(target => target.AbsoluteUri)]);

    /// <summary>Through Receive-SmCallback in PowerShell.</summary>
    public static ChildProcess PowerShell(int port, string spool, string notes) => PowerShell(port, spool, notes, null);

    /// <summary>The same in a process that may open so many files.</summary>
    public static ChildProcess PowerShell(int port, string spool, string notes, int? maxFiles) => ChildProcess.StartEngine(
        [
            Repository.PathOf("tests", "drills", "Receiving", "receive.ps1"),
            "-Module", Repository.PathOf("SalesManagoMobile.psd1"), "-Prefix", Prefix(port), "-Token", ReceiverProcess.Token,
            "-SpoolPath", spool, "-NotesPath", notes,
        ],
        limits: maxFiles is { } most ? string.Create(CultureInfo.InvariantCulture, $"ulimit -n {most}") : null);

    public static Uri Url(int port) => new(Prefix(port) + ReceiverProcess.Token);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the receiver answers a GET.</summary>
    public static async Task WaitUntilUpAsync(int port, ChildProcess receiver, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(Url(port), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!receiver.HasExited)
            {
                await Task.Delay(20, cancellationToken);
            }
        }
    }

    private static string Prefix(int port) => FormattableString.Invariant($"http://127.0.0.1:{port}/callbacks/");
}
