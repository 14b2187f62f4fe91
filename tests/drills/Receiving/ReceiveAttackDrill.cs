using System.Globalization;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>
/// 500 slow connections, oversized and endless bodies, endless headers, bad chunks, pipelined requests, wrong tokens and wrong
/// methods against a receiver in a process of its own, while honest callers go on.
/// </summary>
internal sealed class ReceiveAttackDrill : IDrill
{
    private const long MegaByte = 1024 * 1024;

    public string Name => "receive-attack";

    public string Promise => "Under attack honest callers are answered within a second, and memory stays flat.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        string spool = settings.PathOf("attack.spool");
        int port = Receivers.FreePort();
        using ChildProcess receiver = Receivers.Library(port, spool, settings.PathOf("notes.txt"));
        await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
        var attackers = new Attackers(port, settings.Seed);
        var honest = new HonestCallers(Receivers.Url(port));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task attack = attackers.RunAsync(end.Token), work = honest.RunAsync(end.Token);

        long early = await PeakMemoryAsync(receiver, settings.Quick ? 4 : 20, cancellationToken);
        long late = await PeakMemoryAsync(receiver, settings.Quick ? 4 : 40, cancellationToken);
        await end.CancelAsync();
        await Task.WhenAll(attack, work);
        await receiver.KillAsync(cancellationToken);

        HashSet<string> kept = [.. SpoolReader.Read(spool).Select(entry => (entry.Callback as SmSmsCallback)?.MessangiId ?? "")];
        int lost = honest.Kept.Count(id => !kept.Contains(id));
        IReadOnlyList<TimeSpan> times = honest.Times;
        TimeSpan slowest = times[^1];
        return new DrillReport()
            .Count("attacking connections", attackers.Connections)
            .Count("honest callbacks", times.Count)
            .Count("not answered 200", honest.Failures.Count)
            .Add("median", Milliseconds(times[times.Count / 2])).Add("p99", Milliseconds(times[times.Count * 99 / 100]))
            .Add("slowest", Milliseconds(slowest))
            .Add("memory in the first third", $"{early / MegaByte} MiB")
            .Add("memory after it", $"{late / MegaByte} MiB")
            .Count("answered and lost", lost)
            .Expect(
                honest.Failures.Count == 0,
                $"{honest.Failures.Count} honest callbacks were not answered 200: {honest.Failures.FirstOrDefault()}")
            .Expect(slowest <= TimeSpan.FromSeconds(1), $"an honest caller waited {Milliseconds(slowest)}")
            .Expect(late <= early + 32 * MegaByte, "memory grew by more than 32 MiB")
            .Expect(lost == 0, $"{lost} were answered 200 and are not in the spool");
    }

    /// <summary>The most memory that the receiver says it takes, over so many of its half seconds.</summary>
    private static async Task<long> PeakMemoryAsync(ChildProcess receiver, int times, CancellationToken cancellationToken)
    {
        long peak = 0;
        for (int i = 0; i < times; i++)
        {
            string? line = await receiver.Output.ReadLineAsync(cancellationToken);
            peak = Math.Max(
                peak, long.Parse(line ?? throw new InvalidOperationException("The receiver has ended."), CultureInfo.InvariantCulture));
        }

        return peak;
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
