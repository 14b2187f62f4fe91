using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>A server that processes every send and answers a quarter of them wrongly; then a second run with the same journal.</summary>
internal sealed class HostileAnswersDrill : IDrill
{
    public string Name => "hostile-answers";

    public string Promise =>
        "An answer that contradicts itself, has a damaged encoding or another character set leaves one send unknown, which is not sent again.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int recipients = settings.Scale(5_000);
        string journal = settings.PathOf("send.journal");
        SandboxAccount account = JournaledRun.Account(settings.Seed);
        await using var server = SandboxServer.Start(account);
        using var answers = new HostileAnswers(settings.Seed);
        using SmClient client = JournaledRun.Client(server.Url, handler: answers);

        JournaledRun first = await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions(), cancellationToken);
        var truth = SendTruth.Of(account, first, recipients);
        answers.IsResting = true;
        JournaledRun second = await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions(), cancellationToken);
        var truthAfter = SendTruth.Of(account, second, recipients);

        return new DrillReport()
            .Count("recipients", recipients).Count("hostile answers", answers.Count).Count("requests", account.Requests.Total)
            .Count("accepted", second.Count(SmSendStatus.Skipped)).Count("unknown", second.Count(SmSendStatus.Unknown))
            .Count("got two", truthAfter.Twice)
            .Expect(first.End is null && second.End is null, $"a run ended early: {(first.End ?? second.End)?.Message}")
            .Expect(truth.Holds, truth.ToString())
            .Expect(truthAfter.Holds, $"second run: {truthAfter}")
            .Expect(
                second.Count(SmSendStatus.Skipped) + second.Count(SmSendStatus.Unknown) == recipients,
                "the second run sent something again, although everything was processed");
    }
}
