using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>
/// A sender that is killed again and again over a server that loses requests and answers; what it leaves as unknown is looked up in a
/// history that lags, by a command that is killed as well. Nobody may be left over.
/// </summary>
/// <param name="name">The drill's name.</param>
/// <param name="recipients">How many are to get one push each.</param>
/// <param name="kills">How often the sender is killed at least.</param>
/// <param name="send">Starts a sender: by address, journal, number of recipients, and push.</param>
/// <param name="resolve">Starts the command that resolves: by address, journal and settle time in seconds.</param>
internal sealed class ResolveCrashDrill(
    string name, int recipients, int kills, Func<Uri, string, int, string, ChildProcess> send,
    Func<Uri, string, int, ChildProcess> resolve) : IDrill
{
    private const int MostRounds = 30;
    private const int SettleSec = 4;
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);

    private static readonly SandboxFaults[] Weather =
    [
        Losses(0.1, 0), Losses(0, 0.1), Losses(0.05, 0.05) with { Delay = TimeSpan.FromMilliseconds(5) },
        Losses(0.2, 0.2) with { TruncateRate = 0.05 }, Losses(0, 0),
    ];

    private int _killedResolving;
    private int _found;
    private int _cleared;

    public string Name => name;

    public string Promise => "After every crash and every lost answer the history tells what arrived: in the end everybody has got it once, "
        + "and nobody is unknown.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int people = settings.Scale(recipients);
        int deaths = Math.Max(5, settings.Scale(kills));
        var random = new Random(settings.Seed);
        var account = new SandboxAccount(new SandboxOptions
        {
            Seed = settings.Seed,
            AcceptAnyRecipient = true,
            StartWithoutContacts = true,
            HistoryLag = Lag,
        });
        await using var server = SandboxServer.Start(account);
        string journal = settings.PathOf("send.journal");
        string push = account.Pushes.First(one => one.ApplicationId == SandboxAccount.ApplicationId).Id.ToString();
        int share = Math.Max(1, people / (send == Senders.Batches ? SenderProcess.BatchSize : 1) / (deaths + 2));

        int killed = 0;
        bool isAtEnd = false;
        while (killed < deaths && !isAtEnd)
        {
            account.Faults = Weather[random.Next(Weather.Length)];
            using (ChildProcess sender = send(server.Url, journal, people, push))
            {
                isAtEnd = !await SendCrashDrill.LivesUntilAsync(sender, account, killed, share, random, cancellationToken);
                await sender.KillAsync(cancellationToken);
                killed += isAtEnd ? 0 : 1;
            }

            // At once: hardly anything has settled, and some of it is not in the history yet.
            if (random.Next(2) == 0 && File.Exists(journal))
            {
                await ResolveAsync(server.Url, journal, random, cancellationToken);
            }
        }

        account.Faults = Losses(0.02, 0.02);
        int rounds = await FinishAsync(server.Url, account, journal, people, push, random, cancellationToken);
        return Judge(people, killed, deaths, rounds, account, journal);
    }

    private static SandboxFaults Losses(double before, double after) => SandboxFaults.None with
    {
        PathPrefix = "/api/mobile/push/send",
        DropBeforeProcessingRate = before,
        DropAfterProcessingRate = after,
    };

    private static int Count(string journal, SmSendStatus status) => SendJournal.Read(journal).Count(entry => entry.Status == status);

    /// <summary>Sends and resolves in turn until nothing is left.</summary>
    private async Task<int> FinishAsync(
        Uri server, SandboxAccount account, string journal, int people, string push, Random random, CancellationToken cancellationToken)
    {
        for (int round = 1; round <= MostRounds; round++)
        {
            // The server recovers in the end; until then each round loses something again.
            account.Faults = round < 4 ? account.Faults : SandboxFaults.None;
            using (ChildProcess sender = send(server, journal, people, push))
            {
                string? line = await sender.Output.ReadLineAsync(cancellationToken);
                await sender.WaitAsync(cancellationToken);
                var counts = SenderCounts.Parse(line ?? throw new InvalidOperationException("The sender said nothing."));
                if (counts.Accepted == people)
                {
                    return round;
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * SettleSec * 1.5), cancellationToken);
            await ResolveAsync(server, journal, random, cancellationToken);
        }

        return MostRounds;
    }

    /// <summary>Resolves the journal; every second time the command is killed in the middle.</summary>
    private async Task ResolveAsync(Uri server, string journal, Random random, CancellationToken cancellationToken)
    {
        int unknown = Count(journal, SmSendStatus.Unknown);
        int notSent = Count(journal, SmSendStatus.NotSent);
        using (ChildProcess resolver = resolve(server, journal, SettleSec))
        {
            if (random.Next(2) == 0)
            {
                await Task.Delay(random.Next(50, resolve == Senders.ResolveInPowerShell ? 1500 : 500), cancellationToken);
                _killedResolving += resolver.HasExited ? 0 : 1;
                await resolver.KillAsync(cancellationToken);
            }
            else
            {
                string? line = await resolver.Output.ReadLineAsync(cancellationToken);
                await resolver.WaitAsync(cancellationToken);
                if (resolver.ExitCode != 0)
                {
                    throw new InvalidOperationException($"The resolver ended with {resolver.ExitCode}: {line}");
                }
            }
        }

        // Those that were cleared earlier and not sent yet count only once.
        int cleared = Count(journal, SmSendStatus.NotSent) - notSent;
        _cleared += cleared;
        _found += unknown - Count(journal, SmSendStatus.Unknown) - cleared;
    }

    private DrillReport Judge(int people, int killed, int deaths, int rounds, SandboxAccount account, string journal)
    {
        var states = SendJournal.Read(journal).ToDictionary(entry => entry.Recipient!, entry => entry.Status);
        string[] all = [.. SenderProcess.Recipients(people)];
        int twice = all.Count(recipient => account.CountSendsTo(recipient) > 1);
        int missing = all.Count(recipient => account.CountSendsTo(recipient) == 0);
        int left = all.Count(recipient => !states.TryGetValue(recipient, out SmSendStatus state) || state != SmSendStatus.Accepted);
        return new DrillReport()
            .Count("recipients", people).Count("kills", killed).Count("kills while resolving", _killedResolving)
            .Count("found in the history", _found).Count("cleared as not sent", _cleared)
            .Count("rounds", rounds).Count("got two", twice).Count("got none", missing).Count("left unknown", left)
            .Expect(killed >= deaths, $"only {killed} of {deaths} kills before the input was done")
            .Expect(twice == 0, $"{twice} got more than one")
            .Expect(missing == 0, $"{missing} got none")
            .Expect(left == 0, $"{left} are not accepted in the journal")
            .Expect(_found > 0 && _cleared > 0, "nothing was found or nothing was cleared: the drill proves nothing");
    }
}
