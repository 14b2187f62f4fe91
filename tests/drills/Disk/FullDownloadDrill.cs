using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>An exported file is larger than the disk it is downloaded to.</summary>
internal sealed class FullDownloadDrill : IDrill
{
    public string Name => "disk-full-download";

    public string Promise => "A file that does not fit leaves nothing behind, and an older file of that name as it was.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        await using SmallDisk? disk = await SmallDisk.MountAsync(settings.PathOf("disk"), 8, cancellationToken);
        if (disk is null)
        {
            return DrillReport.Skipped(SmallDisk.Needs);
        }

        SandboxAccount account = new(new SandboxOptions { Seed = settings.Seed, JobPolls = 0, AcceptAnyRecipient = true });
        using HttpMessageHandler handler = account.CreateHandler();
        using SmClient client = Client(handler);
        SmJob job = await ExportAsync(client, account, cancellationToken);
        var downloader = new JobDownloader(client);
        string target = Path.Combine(disk.Folder, "export.zip");
        SmException? first = await TryAsync(downloader, job, target, cancellationToken);
        bool nothingLeft = Directory.GetFiles(disk.Folder).Length == 0;

        await File.WriteAllTextAsync(target, "yesterday", cancellationToken);
        SmException? second = await TryAsync(downloader, job, target, cancellationToken);
        bool oldIsThere = await File.ReadAllTextAsync(target, cancellationToken) == "yesterday"
            && Directory.GetFiles(disk.Folder).Length == 1;

        await disk.GrowAsync(16 * 1024, cancellationToken);
        string path = await downloader.ToFileAsync(job, target, overwrite: true, null, cancellationToken);
        return new DrillReport()
            .Count("file bytes", new FileInfo(path).Length).Count("disk bytes", 8 * 1024).Count("files left behind", nothingLeft ? 0 : 1)
            .Expect(first?.Kind == SmFailureKind.FileWriteFailed, $"the first download ended with {first?.Kind.ToString() ?? "success"}")
            .Expect(second?.Kind == SmFailureKind.FileWriteFailed, $"the second download ended with {second?.Kind.ToString() ?? "success"}")
            .Expect(nothingLeft, "something was left behind")
            .Expect(oldIsThere, "the older file is not as it was");
    }

    /// <summary>Sends to a thousand people, and exports what became of it: far more than the disk holds.</summary>
    private static async Task<SmJob> ExportAsync(SmClient client, SandboxAccount account, CancellationToken cancellationToken)
    {
        SandboxPush push = account.Pushes.First(static one => one.ApplicationId == SandboxAccount.ApplicationId);
        await client.SendBatchAsync(
            new BatchRequest
            {
                Content = new ExistingPush(push.Id.ToString()),
                ApplicationId = SandboxAccount.ApplicationId,
                Addressees =
                [
                    .. Enumerable.Range(0, 1000).Select(static index => new Addressee(AddresseeType.Email, JournaledRun.Recipient(index))),
                ],
            },
            cancellationToken);
        return await client.ExportPushAsync(push.Id.ToString(), account.UtcNow.AddDays(-1), account.UtcNow.AddDays(1), cancellationToken);
    }

    private static SmClient Client(HttpMessageHandler handler) => new(new SmClientOptions
    {
        Endpoint = new Uri("https://sandbox.test"),
        Credential = SmCredential.Create(SandboxAccount.ClientId, SandboxAccount.ApiSecret),
        MobileEndpoint = new Uri("https://sandbox.test"),
        MobileCredential = SmCredential.Create(SandboxAccount.MobileClientId, SandboxAccount.MobileApiSecret),
        Handler = handler,
    });

    private static async Task<SmException?> TryAsync(
        JobDownloader downloader, SmJob job, string target, CancellationToken cancellationToken)
    {
        try
        {
            await downloader.ToFileAsync(job, target, overwrite: true, null, cancellationToken);
            return null;
        }
        catch (SmException failure)
        {
            return failure;
        }
    }
}
