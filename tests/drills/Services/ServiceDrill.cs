using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Drills;

/// <summary>
/// The documented systemd unit, checked by systemd itself; and the sample receiver under a supervisor that starts it again while its exit code
/// is not 0: with its port taken at first, and killed later.
/// </summary>
internal sealed class ServiceDrill : IDrill
{
    public string Name => "service";

    public string Promise => "The documented service comes up when its port becomes free, and again when it is killed; systemd accepts its unit.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        var report = new DrillReport();
        await VerifyUnitAsync(report, settings, cancellationToken);
        await SuperviseAsync(report, settings, cancellationToken);
        return report;
    }

    private static async Task VerifyUnitAsync(DrillReport report, DrillSettings settings, CancellationToken cancellationToken)
    {
        if (Programs.Find("systemd-analyze") is not { } analyze)
        {
            report.Add("unit", "not checked, systemd is not installed");
            return;
        }

        // Only that pwsh is installed there is not the unit's matter.
        string unit = settings.PathOf("callbacks.service");
        string text = DocumentedText.BlockWith("[Unit]").Replace("/usr/bin/pwsh", "/bin/sh", StringComparison.Ordinal);
        await File.WriteAllTextAsync(unit, text, cancellationToken);
        (int code, string said) = await Programs.RunAsync(analyze, ["verify", unit], cancellationToken);
        string[] about = [.. said.Split('\n').Where(static line => line.Contains("callbacks.service", StringComparison.Ordinal))];
        report.Add("unit", code == 0 && about.Length == 0 ? "accepted" : "refused")
            .Expect(code == 0 && about.Length == 0, $"systemd-analyze verify ended with {code}: {string.Join(" ", about)}");
    }

    private static async Task SuperviseAsync(DrillReport report, DrillSettings settings, CancellationToken cancellationToken)
    {
        string token = settings.PathOf("token");
        await File.WriteAllTextAsync(token, ReceiverProcess.Token, cancellationToken);
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        int port = ((IPEndPoint)holder.LocalEndpoint).Port;
        ChildProcess Start() => ChildProcess.StartEngine(
            [
                Repository.PathOf("samples", "receive-callbacks.ps1"), "-TokenPath", token, "-Folder", settings.Folder,
                "-Prefix", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/callbacks/"),
            ]);
        int[] codes = new int[2];
        for (int i = 0; i < codes.Length; i++)
        {
            using ChildProcess refused = Start();
            await refused.Output.ReadToEndAsync(cancellationToken);
            await refused.WaitAsync(cancellationToken);
            codes[i] = refused.ExitCode;
        }

        holder.Stop();
        using (ChildProcess up = Start())
        {
            await Receivers.WaitUntilUpAsync(port, up, cancellationToken);
            await up.KillAsync(cancellationToken);
            report.Expect(up.ExitCode != 0, "a killed receiver ended with 0");
        }

        using ChildProcess again = Start();
        await Receivers.WaitUntilUpAsync(port, again, cancellationToken);
        await again.KillAsync(cancellationToken);
        report.Add("exit codes with the port taken", string.Join(" ", codes)).Add("afterwards", "up, killed, up")
            .Expect(codes.All(static code => code != 0), "a taken port ended with 0");
    }
}
