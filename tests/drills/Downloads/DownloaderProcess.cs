using SalesManagoMobile.Client;

namespace SalesManagoMobile.Drills;

/// <summary>The downloader that gets killed: downloads the same job's file to the same place over and over.</summary>
internal static class DownloaderProcess
{
    public const string Name = "downloader";

    /// <param name="args">Address of the server, path of the file, and how often to download; 0 until killed.</param>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        using var client = new SmClient(
            new SmClientOptions { MobileEndpoint = new Uri(args[0]), MobileCredential = SmCredential.Create("drill", "drill-secret") });
        var downloader = new JobDownloader(client);
        for (int i = 0; args[2] == "0" || i < 1; i++)
        {
            await downloader.ToFileAsync(new SmJob { JobId = 1 }, args[1], overwrite: true, null, cancellationToken);
            if (i == 0)
            {
                Console.WriteLine("downloaded");
            }
        }

        return 0;
    }
}
