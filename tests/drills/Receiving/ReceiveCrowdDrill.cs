using System.Globalization;

namespace SalesManagoMobile.Drills;

/// <summary>All places of a receiver are taken, in each of the ways in which that can be done, while honest callers come.</summary>
internal sealed class ReceiveCrowdDrill : IDrill
{
    public string Name => "receive-crowd";

    public string Promise => "However others take the places of a receiver, an honest caller is answered within a second.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int places = ReceiverProcess.Places;
        var report = new DrillReport();
        await RunAsync("kept connections", places, 30, 0);
        await RunAsync("many reconnecting", places, 200, 0);
        await RunAsync("never reading", 0, 0, places + 64);
        return report;

        async Task RunAsync(string kind, params int[] crowd)
        {
            int port = Receivers.FreePort();
            using ChildProcess receiver = Receivers.Library(port, settings.PathOf(kind + ".spool"), settings.PathOf("notes.txt"));
            await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
            using var attackers = ChildProcess.Start(
                Crowd.Name, crowd.Prepend(settings.Seed).Prepend(port).Select(static number => number.ToString(CultureInfo.InvariantCulture)));
            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            var honest = new HonestCallers(Receivers.Url(port));
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task work = honest.RunAsync(end.Token);
            await Task.Delay(TimeSpan.FromSeconds(settings.Quick ? 4 : 12), cancellationToken);
            await end.CancelAsync();
            await work;
            await attackers.KillAsync(cancellationToken);
            await receiver.KillAsync(cancellationToken);
            TimeSpan slowest = honest.Times[^1];
            report.Count($"{kind}: honest callbacks", honest.Times.Count)
                .Add("slowest", Milliseconds(slowest))
                .Expect(honest.Failures.Count == 0, $"{kind}: {honest.Failures.Count} not answered 200: {honest.Failures.FirstOrDefault()}")
                .Expect(slowest <= TimeSpan.FromSeconds(1), $"{kind}: an honest caller waited {Milliseconds(slowest)}");
        }
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
}
