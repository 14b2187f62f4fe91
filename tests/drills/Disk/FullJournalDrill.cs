using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>The disk under the journal fills up in the middle of a run; later there is room again.</summary>
internal sealed class FullJournalDrill : IDrill
{
    private const int FirstSize = 128;

    public string Name => "disk-full-journal";

    public string Promise =>
        "When the journal's disk is full, sending stops with a clear error; with room again, the same journal finishes the job.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        await using SmallDisk? disk = await SmallDisk.MountAsync(settings.PathOf("disk"), FirstSize, cancellationToken);
        if (disk is null)
        {
            return DrillReport.Skipped(SmallDisk.Needs);
        }

        int recipients = 3000;
        SandboxAccount account = JournaledRun.Account(settings.Seed);
        await using var server = SandboxServer.Start(account);
        using SmClient client = JournaledRun.Client(server.Url);
        string journal = Path.Combine(disk.Folder, "send.journal");

        JournaledRun stopped =
            await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions { ThrottleLimit = 16 }, cancellationToken);
        long sentBefore = account.CountSends().Sends;
        await disk.GrowAsync(16 * 1024, cancellationToken);
        JournaledRun finished =
            await JournaledRun.SendAsync(client, account, journal, recipients, new BulkOptions { ThrottleLimit = 16 }, cancellationToken);
        var truth = SendTruth.Of(account, finished, recipients);

        return new DrillReport()
            .Count("recipients", recipients).Count("disk KiB", FirstSize).Count("sent before it was full", sentBefore)
            .Count("sent afterwards", account.CountSends().Sends - sentBefore).Count("unknown", finished.Count(SmSendStatus.Unknown))
            .Count("got two", truth.Twice)
            .Expect(
                stopped.End is { Kind: SmFailureKind.Journal },
                $"the full disk ended the run with {stopped.End?.Kind.ToString() ?? "nothing"}")
            .Expect(
                account.CountSends().Sends + finished.Count(SmSendStatus.Unknown) >= recipients,
                "some got none and are not reported as unknown")
            .Expect(sentBefore > 0, "the disk was full from the start")
            .Expect(finished.End is null, $"the second run ended with {finished.End?.Message}")
            .Expect(truth.Holds, truth.ToString());
    }
}
