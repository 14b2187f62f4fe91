using System.Diagnostics;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>
/// In the middle of a run its journal is moved away, and something else or nothing put in its place; or it is cut. Later it is put back.
/// </summary>
internal sealed class JournalVanishesDrill : IDrill
{
    private const int Recipients = 600;
    private const int ThrottleLimit = 16;

    private static readonly IReadOnlyList<Action<string, string>> Replacements =
    [
        (_, _) => { },
        (path, _) => File.WriteAllBytes(path, []),
        (path, _) => Shell("cp \"$0.moved\" \"$0\"", path),
        (path, _) => Directory.CreateDirectory(path),
        (path, moved) => File.CreateSymbolicLink(path, moved + ".nowhere"),
    ];

    public string Name => "journal-vanishes";

    public string Promise => "A run whose journal vanishes, is replaced or cut sends nothing more; with the journal back in its place, "
        + "the next run finishes the job.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return DrillReport.Skipped("Windows keeps an open journal from being moved.");
        }

        var report = new DrillReport();
        var random = new Random(settings.Seed);
        int rounds = settings.Scale(50);
        int unnoticed = 0, mostAfter = 0, twice = 0, unknown = 0;
        for (int round = 0; round < rounds; round++)
        {
            SandboxAccount account = JournaledRun.Account(settings.Seed + round);
            account.Faults = SandboxFaults.None with { Delay = TimeSpan.FromMilliseconds(5) };
            await using var server = SandboxServer.Start(account);
            using SmClient client = JournaledRun.Client(server.Url);
            string path = settings.PathOf($"{round}.journal");
            var options = new BulkOptions { ThrottleLimit = ThrottleLimit };

            Task<JournaledRun> running = JournaledRun.SendAsync(client, account, path, Recipients, options, cancellationToken);
            await WaitForSendsAsync(account, random.Next(50, Recipients / 2), cancellationToken);
            bool cuts = round % (Replacements.Count + 1) == Replacements.Count;
            string moved = path + ".moved";
            if (cuts)
            {
                Shell("head -c 5000 \"$0\" > \"$0.half\"; cat \"$0.half\" > \"$0\"", path);
            }
            else
            {
                File.Move(path, moved);
                Replacements[round % (Replacements.Count + 1)](path, moved);
            }

            long sent = account.CountSends().Sends;
            JournaledRun first = await running;
            unnoticed += first.End is { Kind: SmFailureKind.Journal } ? 0 : 1;
            mostAfter = Math.Max(mostAfter, (int)(account.CountSends().Sends - sent));
            report.Expect(SendTruth.Of(account, first, Recipients) is { Holds: true }, $"round {round}: a result is not true");

            if (!cuts)
            {
                Remove(path);
                File.Move(moved, path);
            }

            JournaledRun second = await JournaledRun.SendAsync(client, account, path, Recipients, options, cancellationToken);
            var truth = SendTruth.Of(account, second, Recipients);
            twice += truth.Twice;
            unknown += second.Count(SmSendStatus.Unknown);
            report.Expect(
                cuts ? second.End is { Kind: SmFailureKind.Journal } : second.End is null && truth.Holds,
                $"round {round}, second run: {truth} {second.End?.Message}");
        }

        return report.Count("rounds", rounds).Count("recipients each", Recipients).Count("not noticed", unnoticed)
            .Count("requests afterwards at most", mostAfter).Count("unknown", unknown).Count("got two", twice)
            .Expect(unnoticed == 0, $"{unnoticed} runs did not notice")
            .Expect(mostAfter <= ThrottleLimit, $"{mostAfter} requests left afterwards");
    }

    private static async Task WaitForSendsAsync(SandboxAccount account, int sends, CancellationToken cancellationToken)
    {
        while (account.CountSends().Sends < sends)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <summary>Other programs know nothing of the journal's lock.</summary>
    private static void Shell(string script, string path)
    {
        using var shell = Process.Start("/bin/sh", ["-c", script, path]);
        shell.WaitForExit();
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path);
        }
        else
        {
            File.Delete(path);
        }
    }
}
