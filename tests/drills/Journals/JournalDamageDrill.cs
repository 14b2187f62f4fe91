using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>
/// The bytes of a journal's header and of its last records are changed in every way; so is the journal of a run that was killed. What the
/// next run would do is held against what the server knows.
/// </summary>
internal sealed class JournalDamageDrill : IDrill
{
    private const int Recipients = 60;
    private const int HeaderBytes = 62;
    private const int LastBytes = 2_000;
    private const int MostDoubled = 400;

    public string Name => "journal-damage";

    public string Promise =>
        "A journal whose bytes are changed, cut off or doubled is refused, or still knows everybody whom a push may have reached.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        var random = new Random(settings.Seed);
        SandboxAccount account = JournaledRun.Account(settings.Seed);
        account.Faults = SandboxFaults.None with { Delay = TimeSpan.FromMilliseconds(50), DropAfterProcessingRate = 0.2, ServerErrorRate = 0.1 };
        await using var server = SandboxServer.Start(account);
        PushRequest[] requests = [.. JournaledRun.Requests(account, Recipients)];
        string path = settings.PathOf("send.journal");

        string push = ((ExistingPush)requests[0].Content).PushId;
        using ChildProcess sender = Senders.Library(server.Url, path, Recipients, push);
        await SendCrashDrill.LivesUntilAsync(sender, account, life: 1, Recipients / 2, random, cancellationToken);
        await sender.KillAsync(cancellationToken);
        byte[] killed = await File.ReadAllBytesAsync(path, cancellationToken);
        PushRequest[] reachedThen = Reached(account, requests);

        using SmClient client = JournaledRun.Client(server.Url);
        await JournaledRun.SendAsync(client, account, path, Recipients, new BulkOptions(), cancellationToken);
        byte[] closed = await File.ReadAllBytesAsync(path, cancellationToken);

        // A cut behind the last seal of a run that was killed cannot be told from the crash.
        string damaged = settings.PathOf("damaged.journal");
        IEnumerable<byte[]> ofKilled = Changed(killed).Concat(Doubled(killed));
        IEnumerable<byte[]> ofClosed = Changed(closed).Concat(Doubled(closed)).Concat(Cut(closed));
        Tally tally = await TryAllAsync(damaged, ofKilled, reachedThen) + await TryAllAsync(damaged, ofClosed, Reached(account, requests));
        return new DrillReport()
            .Count("damaged journals", tally.Refused + tally.Taken).Count("refused", tally.Refused)
            .Count("used without loss", tally.Taken - tally.Forgetful).Count("used although somebody was forgotten", tally.Forgetful)
            .Expect(killed.Length > HeaderBytes, "the sender was killed before it had sent anything")
            .Expect(tally.Forgetful == 0, $"{tally.Forgetful} damaged journals would send twice");
    }

    private static PushRequest[] Reached(SandboxAccount account, PushRequest[] requests) =>
        [.. requests.Where(request => account.CountSendsTo(request.Email!) > 0)];

    /// <summary>Each bit of each byte, and each byte as a line feed, a tab and a zero.</summary>
    private static IEnumerable<byte[]> Changed(byte[] journal)
    {
        foreach (int at in Enumerable.Range(0, HeaderBytes).Concat(Enumerable.Range(0, journal.Length).TakeLast(LastBytes)))
        {
            byte was = journal[at];
            IEnumerable<byte> bits = Enumerable.Range(0, 8).Select(bit => (byte)(was ^ (1 << bit)));
            foreach (byte now in bits.Concat("\n\t\0"u8.ToArray()).Where(now => now != was))
            {
                byte[] changed = [.. journal];
                changed[at] = now;
                yield return changed;
            }
        }
    }

    private static IEnumerable<byte[]> Doubled(byte[] journal)
    {
        for (int last = 1; last <= Math.Min(MostDoubled, journal.Length); last++)
        {
            yield return [.. journal, .. journal[^last..]];
        }
    }

    private static IEnumerable<byte[]> Cut(byte[] journal)
    {
        for (int lost = 1; lost <= Math.Min(LastBytes, journal.Length - HeaderBytes); lost++)
        {
            yield return journal[..^lost];
        }
    }

    private static async Task<Tally> TryAllAsync(string path, IEnumerable<byte[]> journals, PushRequest[] reached)
    {
        var tally = new Tally(0, 0, 0);
        foreach (byte[] journal in journals)
        {
            await File.WriteAllBytesAsync(path, journal);
            try
            {
                await SendJournal.Open(path).DisposeAsync();
            }
            catch (SmException refusal) when (refusal.Kind == SmFailureKind.Journal)
            {
                tally += new Tally(1, 0, 0);
                continue;
            }

            JournalSnapshot known = SendJournal.Peek(path);
            tally += new Tally(0, 1, reached.Any(request => known.Judge(request) == JournalVerdict.Send) ? 1 : 0);
        }

        return tally;
    }

    /// <param name="Refused">Journals that were refused.</param>
    /// <param name="Taken">Journals that a run would use.</param>
    /// <param name="Forgetful">Those of them that would send somebody a second push.</param>
    private sealed record Tally(int Refused, int Taken, int Forgetful)
    {
        public static Tally operator +(Tally one, Tally other) =>
            new(one.Refused + other.Refused, one.Taken + other.Taken, one.Forgetful + other.Forgetful);
    }
}
