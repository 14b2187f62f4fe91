using System.Diagnostics;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>
/// Callers at full speed against a receiver that is killed at random moments and started again. The callers know what was
/// answered 200; the spool and the notes of what was handed on must agree.
/// </summary>
/// <param name="name">The drill's name.</param>
/// <param name="kills">How often the receiver is killed.</param>
/// <param name="start">Starts a receiver: by port, spool, and where to note what was handed on.</param>
internal sealed class ReceiveCrashDrill(string name, int kills, Func<int, string, string, ChildProcess> start) : IDrill
{
    public string Name => name;

    public string Promise =>
        "Every callback that was answered 200 is in the spool, whole and once, and is handed on at least once, however "
            + "often the receiver is killed.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        string spool = settings.PathOf("receive.spool"), notes = settings.PathOf("notes.txt");
        var random = new Random(settings.Seed);
        int port = Receivers.FreePort(), deaths = Math.Max(3, settings.Scale(kills));
        using var senders = new CrashSenders();
        for (int i = 0; i < deaths; i++)
        {
            using ChildProcess receiver = start(port, spool, notes);
            await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task sending = senders.RunAsync(Receivers.Url(port), end.Token);
            await LiveAsync(senders, random, cancellationToken);
            await receiver.KillAsync(cancellationToken);
            await end.CancelAsync();
            await sending;
        }

        HashSet<string> handedOn = [.. await File.ReadAllLinesAsync(notes, cancellationToken)];
        int beforeLast = handedOn.Count;
        await HandOnTheRestAsync(spool, handedOn, cancellationToken);
        return Judge(deaths, senders, spool, handedOn, handedOn.Count - beforeLast);
    }

    /// <summary>Some receivers die at their first callbacks, some under full load.</summary>
    private static async Task LiveAsync(CrashSenders senders, Random random, CancellationToken cancellationToken)
    {
        int answers = senders.Answered + random.Next(1, 2000);
        var more = TimeSpan.FromMicroseconds(random.Next(0, 20_000));
        var longest = TimeSpan.FromMilliseconds(random.Next(300, 2500));
        long started = Stopwatch.GetTimestamp();
        while (senders.Answered < answers && Stopwatch.GetElapsedTime(started) < longest)
        {
            await Task.Delay(1, cancellationToken);
        }

        for (long reached = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(reached) < more;)
        {
            Thread.SpinWait(100);
        }
    }

    /// <summary>What a last run of the receiver would hand on.</summary>
    private static async Task HandOnTheRestAsync(string path, HashSet<string> handedOn, CancellationToken cancellationToken)
    {
        using var spool = CallbackSpool.Open(path);
        spool.CompleteAdding();
        await foreach (SpooledCallback entry in spool.ReadAsync(cancellationToken))
        {
            if (entry.Callback is SmSmsCallback { MessangiId: { } id })
            {
                handedOn.Add(id);
            }

            spool.Confirm(entry);
        }
    }

    private static DrillReport Judge(int deaths, CrashSenders senders, string spool, HashSet<string> handedOn, int rest)
    {
        List<SmSmsCallback?> kept = [.. SpoolReader.Read(spool).Select(entry => entry.Callback as SmSmsCallback)];
        HashSet<string> ids = [.. kept.Where(sms => sms is not null).Select(sms => sms!.MessangiId!)];
        int damaged = kept.Count(sms => sms is null || sms.MessageBody != CrashSenders.Text(sms.MessangiId!));
        int lost = senders.Acknowledged.Count(id => !ids.Contains(id));
        int twice = kept.Count(sms => sms is not null) - ids.Count;
        int unseen = ids.Count(id => !handedOn.Contains(id));
        return new DrillReport()
            .Count("kills", deaths)
            .Count("sent", senders.Sent)
            .Count("answered 200", senders.Acknowledged.Count)
            .Count("in the spool", kept.Count)
            .Count("answered and lost", lost).Count("twice", twice).Count("damaged", damaged)
            .Count("handed on by the last run", rest).Count("never handed on", unseen)
            .Expect(senders.Acknowledged.Count > deaths, "hardly anything was answered")
            .Expect(lost == 0, $"{lost} were answered 200 and are not in the spool")
            .Expect(twice == 0, $"{twice} are in the spool twice")
            .Expect(damaged == 0, $"{damaged} are not whole")
            .Expect(unseen == 0, $"{unseen} were never handed on");
    }
}
