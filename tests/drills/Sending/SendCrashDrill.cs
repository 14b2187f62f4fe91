using System.Diagnostics;
using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>
/// A server in this process, a sender in another that is killed at random moments again and again until the input is done.
/// The server knows who got what; the journal and the last run say what they believe.
/// </summary>
/// <param name="name">The drill's name.</param>
/// <param name="recipients">How many are to get one push each.</param>
/// <param name="kills">How often the sender is killed at least.</param>
/// <param name="weather">Chooses what goes wrong at the server while one sender lives; null for nothing.</param>
/// <param name="start">Starts a sender: by address, journal, number of recipients, and push.</param>
internal sealed class SendCrashDrill(
    string name, int recipients, int kills, Func<Random, SandboxFaults>? weather,
    Func<Uri, string, int, string, ChildProcess> start) : IDrill
{
    private const int MostRuns = 40;

    public string Name => name;

    public string Promise => start == Senders.Batches
        ? "A sender of mass requests, killed again and again, sends to nobody twice, although each run has another order and other batches."
        : weather is null
        ? "A sender killed again and again sends to everybody, and to nobody twice."
        : "The same while connections drop, answers are lost, slow or damaged, and the server refuses for a while.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        int people = settings.Scale(recipients);
        int deaths = Math.Max(5, settings.Scale(kills));
        var random = new Random(settings.Seed);
        var account = new SandboxAccount(new SandboxOptions { Seed = settings.Seed, AcceptAnyRecipient = true, CountOnly = true });
        await using var server = SandboxServer.Start(account);
        string journal = settings.PathOf("send.journal");
        string push = account.Pushes.First(one => one.ApplicationId == SandboxAccount.ApplicationId).Id.ToString();

        // Each life has its share of the requests. Four are left for what the last one sends until it is dead.
        int share = Math.Max(1, people / (start == Senders.Batches ? SenderProcess.BatchSize : 1) / (deaths + 4));
        int killed = 0;
        while (killed < deaths)
        {
            if (weather is not null)
            {
                account.Faults = weather(random);
            }

            using ChildProcess sender = start(server.Url, journal, people, push);
            if (!await LivesUntilAsync(sender, account, killed, share, random, cancellationToken))
            {
                break;
            }

            await sender.KillAsync(cancellationToken);
            killed++;
        }

        account.Faults = SandboxFaults.None;
        SenderCounts counts;
        int runs = killed;
        do
        {
            using ChildProcess sender = start(server.Url, journal, people, push);
            string? line = await sender.Output.ReadLineAsync(cancellationToken);
            await sender.WaitAsync(cancellationToken);
            if (sender.ExitCode != 0 || line is null)
            {
                throw new InvalidOperationException($"The sender ended with {sender.ExitCode}: {line}");
            }

            counts = SenderCounts.Parse(line);
        }
        while (counts.Failed > 0 && ++runs < MostRuns + deaths);

        return Judge(people, killed, deaths, account, counts, journal);
    }

    /// <summary>
    /// Waits for a random moment in a sender's life: some die before their first request, some between two, some at their last.
    /// </summary>
    /// <param name="life">0 for the first sender. Each has its share of the requests, so that none comes to the end of the input before it
    /// is killed.</param>
    /// <returns>False when the sender came to its end before.</returns>
    public static async Task<bool> LivesUntilAsync(
        ChildProcess sender, SandboxAccount account, int life, int share, Random random, CancellationToken cancellationToken)
    {
        int requests = (life * share) + random.Next(0, share);
        var more = TimeSpan.FromMicroseconds(random.Next(0, Math.Min(20_000, 100 * share)));
        var longest = TimeSpan.FromSeconds(random.Next(2, 6));
        long started = Stopwatch.GetTimestamp();
        while (account.Requests.Total < requests && Stopwatch.GetElapsedTime(started) < longest && !sender.HasExited)
        {
            await Task.Delay(1, cancellationToken);
        }

        for (long reached = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(reached) < more;)
        {
            Thread.SpinWait(100);
        }

        return !sender.HasExited;
    }

    private static DrillReport Judge(int people, int killed, int deaths, SandboxAccount account, SenderCounts counts, string journal)
    {
        var states = SendJournal.Read(journal).ToDictionary(entry => entry.Recipient!, entry => entry.Status);
        SmJournalEntry? failure = SendJournal.Read(journal).FirstOrDefault(entry => entry.Status == SmSendStatus.Failed);
        int twice = 0, lost = 0, wrong = 0;
        foreach (string recipient in SenderProcess.Recipients(people))
        {
            int got = account.CountSendsTo(recipient);
            SmSendStatus? state = states.TryGetValue(recipient, out SmSendStatus known) ? known : null;
            if (got > 1)
            {
                twice++;
            }

            if (got == 0 && state != SmSendStatus.Unknown)
            {
                lost++;
            }

            if ((got == 0 && state == SmSendStatus.Accepted) || (got > 0 && state is null or SmSendStatus.Failed))
            {
                wrong++;
            }
        }

        return new DrillReport()
            .Count("recipients", people).Count("kills", killed).Count("requests", account.Requests.Total)
            .Count("accepted", counts.Accepted).Count("failed", counts.Failed).Count("unknown", counts.Unknown)
            .Count("got two", twice).Count("got none and not reported", lost).Count("reported wrongly", wrong)
            .Expect(killed >= deaths, $"only {killed} of {deaths} kills before the input was done")
            .Expect(twice == 0, $"{twice} got more than one")
            .Expect(lost == 0, $"{lost} got none and are not reported as unknown")
            .Expect(wrong == 0, $"{wrong} are reported other than they fared")
            .Expect(
                counts.Failed == 0, $"{counts.Failed} still failed after {MostRuns} runs more, as {failure?.Failure}: {failure?.Message}")
            .Expect(counts.Total == people, $"{counts.Total} outcomes for {people} inputs")
            .Expect(
                counts.Unknown == states.Values.Count(state => state == SmSendStatus.Unknown),
                "the journal counts other unknown ones than the last run");
    }
}
