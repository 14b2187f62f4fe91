using System.Globalization;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>
/// Several processes run <c>samples/shard.ps1</c> over one list as the containers of an Indexed Job: the index comes from
/// JOB_COMPLETION_INDEX, each is killed at random moments, and what ends with an exit code that says so is started again.
/// </summary>
internal sealed class ShardsDrill : IDrill
{
    private const int Shards = 3;
    private const int MostLives = 30;
    private const int StartAgain = 1;
    private const int SomeUnknown = 2;

    public string Name => "shards";

    public string Promise =>
        "Three processes share a list by shards; each is killed and started again, and everybody gets one push or is reported as unknown.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int people = settings.Scale(6_000);
        int kills = Math.Max(1, settings.Scale(5));
        var account = new SandboxAccount(new SandboxOptions { Seed = settings.Seed, AcceptAnyRecipient = true, CountOnly = true });
        await using var server = SandboxServer.Start(account);
        string list = settings.PathOf("all.csv");
        await File.WriteAllLinesAsync(list, SenderProcess.Recipients(people).Prepend("Email"), cancellationToken);
        string push = account.Pushes.First(one => one.ApplicationId == SandboxAccount.ApplicationId).Name;

        int[] codes = await Task.WhenAll(Enumerable.Range(0, Shards).Select(index => RunShardAsync(
            index, kills, people, () => Start(server.Url, list, push, index, Shards, settings), account, settings, cancellationToken)));

        // Somebody restarts one of the machines with another count.
        long before = account.Requests.Total;
        long sends = account.CountSends().Sends;
        using ChildProcess wrong = Start(server.Url, list, push, 0, Shards + 1, settings);
        await wrong.WaitAsync(cancellationToken);
        return Judge(people, kills * Shards, codes, account, settings)
            .Count("sends with another count", account.CountSends().Sends - sends)
            .Expect(wrong.ExitCode == 3, $"a shard of another count ended with {wrong.ExitCode}")
            .Expect(account.CountSends().Sends == sends, $"a shard of another count sent; {account.Requests.Total - before} requests");
    }

    private static async Task<int> RunShardAsync(
        int index, int kills, int people, Func<ChildProcess> start, SandboxAccount account, DrillSettings settings,
        CancellationToken cancellationToken)
    {
        var random = new Random(settings.Seed + index);
        for (int life = 0; life < MostLives; life++)
        {
            using ChildProcess sender = start();
            if (life < kills)
            {
                // Each life has its share of the sends of all, so that none comes to the end of its list before it is killed.
                long until = ((long)life * people / (kills + 2)) + random.Next(1, Math.Max(2, people / (kills + 2)));
                while (account.CountSends().Sends < until && !sender.HasExited)
                {
                    await Task.Delay(1, cancellationToken);
                }

                if (!sender.HasExited)
                {
                    await sender.KillAsync(cancellationToken);
                    continue;
                }
            }

            await sender.WaitAsync(cancellationToken);
            if (sender.ExitCode != StartAgain)
            {
                return sender.ExitCode;
            }
        }

        return StartAgain;
    }

    private static ChildProcess Start(Uri server, string list, string push, int index, int count, DrillSettings settings) =>
        ChildProcess.StartEngine(
            [
                Repository.PathOf("samples", "shard.ps1"), "-Path", list, "-PushName", push, "-Seed", "drill", "-Count",
                count.ToString(CultureInfo.InvariantCulture), "-JournalFolder", settings.Folder,
            ],
            new Dictionary<string, string>
            {
                ["JOB_COMPLETION_INDEX"] = index.ToString(CultureInfo.InvariantCulture),
                ["SALESMANAGO_ENDPOINT"] = server.AbsoluteUri,
                ["SALESMANAGO_CLIENT_ID"] = SandboxAccount.ClientId,
                ["SALESMANAGO_API_SECRET"] = SandboxAccount.ApiSecret,
                ["SALESMANAGO_APPLICATION_ID"] = SandboxAccount.ApplicationId,
            });

    private static DrillReport Judge(int people, int kills, int[] codes, SandboxAccount account, DrillSettings settings)
    {
        var states = Enumerable.Range(0, Shards).SelectMany(index => SendJournal.Read(settings.PathOf($"shard-{index}.journal")))
            .GroupBy(entry => entry.Recipient!).ToDictionary(entry => entry.Key, entry => entry.ToArray());
        int twice = 0, lost = 0, shared = 0;
        foreach (string recipient in SenderProcess.Recipients(people))
        {
            int got = account.CountSendsTo(recipient);
            SmJournalEntry[] entries = states.GetValueOrDefault(recipient, []);
            twice += got > 1 ? 1 : 0;
            lost += got == 0 && !entries.Any(entry => entry.Status == SmSendStatus.Unknown) ? 1 : 0;
            shared += entries.Length > 1 ? 1 : 0;
        }

        int unknown = states.Values.Count(entries => entries.Any(entry => entry.Status == SmSendStatus.Unknown));
        return new DrillReport()
            .Count("recipients", people).Count("processes", Shards).Count("kills at most", kills).Count("unknown", unknown)
            .Count("got two", twice).Count("got none and not reported", lost).Count("in two journals", shared)
            .Expect(twice == 0, $"{twice} got more than one")
            .Expect(lost == 0, $"{lost} got none and are not reported as unknown")
            .Expect(shared == 0, $"{shared} are in more than one journal")
            .Expect(codes.All(code => code is 0 or SomeUnknown), $"the shards ended with {string.Join(", ", codes)}");
    }
}
