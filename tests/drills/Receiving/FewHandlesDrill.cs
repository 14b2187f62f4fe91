using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>
/// Receive-SmCallback in processes that may open few files, while more silent callers without the token hold connections than that.
/// </summary>
internal sealed class FewHandlesDrill : IDrill
{
    private static readonly int[] Limits = [1024, 400];

    public string Name => "few-handles";

    public string Promise =>
        "A receiver that may open few files answers honest callers within a second while silent callers take all connections, loses nothing, "
            + "and goes on afterwards.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return DrillReport.Skipped("needs a system that limits the files of a process");
        }

        var report = new DrillReport();
        foreach (int limit in Limits)
        {
            await RunAsync(limit, report, settings, cancellationToken);
        }

        return report;
    }

    private static async Task RunAsync(int limit, DrillReport report, DrillSettings settings, CancellationToken cancellationToken)
    {
        string spool = settings.PathOf($"{limit.ToString(CultureInfo.InvariantCulture)}.spool");
        int port = Receivers.FreePort();
        using ChildProcess receiver = Receivers.PowerShell(port, spool, settings.PathOf("notes.txt"), maxFiles: limit);
        await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silent = new List<Socket>();
        Task attack = SilenceAsync(port, 2 * limit, silent, end.Token);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        var honest = new HonestCallers(Receivers.Url(port));
        using var stopWork = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task work = honest.RunAsync(stopWork.Token);
        await Task.Delay(TimeSpan.FromSeconds(settings.Quick ? 5 : 15), cancellationToken);
        await stopWork.CancelAsync();
        await work;
        await end.CancelAsync();
        await attack;
        silent.ForEach(static socket => socket.Dispose());
        var after = new HonestCallers(Receivers.Url(port));
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await after.RunAsync(soon.Token);
        bool lives = !receiver.HasExited;
        await receiver.KillAsync(cancellationToken);

        HashSet<string> kept = [.. SpoolReader.Read(spool).Select(static entry => (entry.Callback as SmSmsCallback)?.MessangiId ?? "")];
        int lost = honest.Kept.Concat(after.Kept).Count(id => !kept.Contains(id));
        string name = limit.ToString(CultureInfo.InvariantCulture);
        report.Count($"{name} files: honest callbacks", honest.Times.Count)
            .Add("slowest", string.Create(CultureInfo.InvariantCulture, $"{honest.Times[^1].TotalMilliseconds:0} ms"))
            .Count("answered and lost", lost)
            .Expect(lives, $"{name}: the receiver ended")
            .Expect(lost == 0, $"{name}: {lost} were answered 200 and are not in the spool")
            .Expect(honest.Failures.Count == 0, $"{name}: {honest.Failures.Count} not answered 200: {honest.Failures.FirstOrDefault()}")
            .Expect(after.Failures.Count == 0, $"{name}: afterwards {after.Failures.Count} failed: {after.Failures.FirstOrDefault()}")
            .Expect(honest.Times[^1] <= TimeSpan.FromSeconds(1), $"{name}: an honest caller waited longer than a second");
    }

    /// <summary>Opens connections that say nothing, and a new one whenever there are fewer than so many.</summary>
    private static async Task SilenceAsync(int port, int count, List<Socket> open, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                open.RemoveAll(static socket => socket.Poll(0, SelectMode.SelectRead) && Close(socket));
                while (open.Count < count)
                {
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    open.Add(socket);
                    if (OperatingSystem.IsLinux())
                    {
                        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 9, (byte)(open.Count % 250 + 1)]), 0));
                    }

                    await socket.ConnectAsync(IPAddress.Loopback, port, stop);
                }

                await Task.Delay(50, stop);
            }
            catch (SocketException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static bool Close(Socket socket)
    {
        socket.Dispose();
        return true;
    }
}
