namespace SalesManagoMobile.Drills;

/// <summary>A downloader in another process is killed at random moments; what it left is looked at each time.</summary>
internal sealed class DownloadCrashDrill : IDrill
{
    private const int LongestLifeMilliseconds = 400;

    public string Name => "download-crash";

    public string Promise => "A download that is killed at any moment leaves its target absent or whole, and the next one ends well.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int kills = settings.Scale(60);
        var random = new Random(settings.Seed);
        string target = settings.PathOf("export.csv");
        int whole = 0, absent = 0, torn = 0, parts = 0;
        await using var server = new FileServer();
        for (int kill = 0; kill < kills; kill++)
        {
            // Half of them start without a target, to be killed before the first one is whole.
            bool first = kill % 2 == 0;
            if (first)
            {
                File.Delete(target);
            }

            using (var downloader = ChildProcess.Start(DownloaderProcess.Name, server.Url.AbsoluteUri, target, "0"))
            {
                await AwaitStartAsync(server, downloader, first, cancellationToken);
                await Task.Delay(random.Next(first ? LongestLifeMilliseconds / 10 : LongestLifeMilliseconds), cancellationToken);
                await downloader.KillAsync(cancellationToken);
            }

            foreach (string part in Directory.EnumerateFiles(settings.Folder, "*.part"))
            {
                // What a killed process leaves behind is in nobody's way.
                File.Delete(part);
                parts++;
            }

            if (!File.Exists(target))
            {
                absent++;
            }
            else if (VersionedFile.IsWhole(target))
            {
                whole++;
            }
            else
            {
                torn++;
            }
        }

        using var last = ChildProcess.Start(DownloaderProcess.Name, server.Url.AbsoluteUri, target, "1");
        await last.WaitAsync(cancellationToken);
        string[] left = [.. Directory.EnumerateFiles(settings.Folder).Select(path => Path.GetFileName(path))];
        return new DrillReport()
            .Count("kills", kills)
            .Count("in the middle of a file", parts)
            .Count("targets whole", whole)
            .Count("absent", absent)
            .Count("torn", torn)
            .Expect(torn == 0, $"{torn} targets were neither absent nor whole")
            .Expect(parts > 0, "no kill hit a download")
            .Expect(last.ExitCode == 0 && VersionedFile.IsWhole(target), "the last download did not end well")
            .Expect(left is ["export.csv"], $"left behind: {string.Join(", ", left)}");
    }

    private static async Task AwaitStartAsync(FileServer server, ChildProcess downloader, bool first, CancellationToken cancellationToken)
    {
        long begun = server.Downloads;
        if (!first)
        {
            await downloader.Output.ReadLineAsync(cancellationToken);
            return;
        }

        while (server.Downloads == begun && !downloader.HasExited)
        {
            await Task.Delay(1, cancellationToken);
        }
    }
}
