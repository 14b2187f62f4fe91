using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>Every fault of a server, one kind after the other: a run meets it, a second run with the same journal clears up.</summary>
internal sealed class ServerFaultsDrill : IDrill
{
    private static readonly IReadOnlyList<(string Name, SandboxFaults Faults)> Kinds =
    [
        ("429", SandboxFaults.None with { ThrottleEvery = 50, RetryAfter = TimeSpan.Zero }),
        ("503 for a second", SandboxFaults.None with { ThrottleEvery = 400, ThrottleStatus = 503 }),
        ("dropped before", SandboxFaults.None with { DropBeforeProcessingRate = 0.1 }),
        ("dropped after", SandboxFaults.None with { DropAfterProcessingRate = 0.1 }),
        ("cut answers", SandboxFaults.None with { TruncateRate = 0.1 }),
        ("HTML pages", SandboxFaults.None with { HtmlRate = 0.1 }),
        ("500", SandboxFaults.None with { ServerErrorRate = 0.1 }),
        ("all at once", SandboxFaults.None with
        {
            ThrottleEvery = 97, RetryAfter = TimeSpan.Zero, DropBeforeProcessingRate = 0.05, DropAfterProcessingRate = 0.05,
            TruncateRate = 0.05, HtmlRate = 0.05, ServerErrorRate = 0.05, Delay = TimeSpan.FromMilliseconds(2),
        }),
    ];

    public string Name => "server-faults";

    public string Promise => "Whatever the server does, every input has one true outcome, and nobody gets a push twice.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int recipients = settings.Scale(1000);
        var report = new DrillReport();
        int inputs = 0, accepted = 0, cleared = 0, unknown = 0, twice = 0;
        foreach ((string name, SandboxFaults faults) in Kinds)
        {
            SandboxAccount account = JournaledRun.Account(settings.Seed);
            account.Faults = faults;
            await using var server = SandboxServer.Start(account);
            using SmClient client = JournaledRun.Client(server.Url);
            string journal = settings.PathOf($"{inputs}.journal");

            JournaledRun first = await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions(), cancellationToken);
            report.Expect(
                SendTruth.Of(account, first, recipients) is { Holds: true }, $"{name}: {SendTruth.Of(account, first, recipients)}");
            account.Faults = SandboxFaults.None;
            JournaledRun second = await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions(), cancellationToken);
            report.Expect(
                SendTruth.Of(account, second, recipients) is { Holds: true },
                $"{name}, second run: {SendTruth.Of(account, second, recipients)}")
                .Expect(second.Count(SmSendStatus.Failed) == 0, $"{name}: {second.Count(SmSendStatus.Failed)} failed without a fault");

            inputs += recipients;
            accepted += first.Count(SmSendStatus.Accepted);
            cleared += second.Count(SmSendStatus.Accepted);
            unknown += second.Count(SmSendStatus.Unknown);
            twice += SendTruth.Of(account, second, recipients).Twice;
        }

        return report.Count("kinds of fault", Kinds.Count).Count("inputs", inputs).Count("accepted at once", accepted)
            .Count("accepted by the second run", cleared).Count("unknown and left alone", unknown).Count("got two", twice);
    }
}
