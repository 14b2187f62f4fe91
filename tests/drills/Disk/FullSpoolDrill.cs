using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>
/// The disk under the spool fills up while callers go on; then there is room again, and the receiver was never restarted.
/// </summary>
internal sealed class FullSpoolDrill : IDrill
{
    private const int FirstSize = 256;

    public string Name => "disk-full-spool";

    public string Promise =>
        "While the spool's disk is full callers are refused, not fooled: what was answered 200 is in the spool, before and after.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        await using SmallDisk? disk = await SmallDisk.MountAsync(settings.PathOf("disk"), FirstSize, cancellationToken);
        if (disk is null)
        {
            return DrillReport.Skipped(SmallDisk.Needs);
        }

        string path = Path.Combine(disk.Folder, "receive.spool");
        using var senders = new CrashSenders();
        int before, told = 0;
        long refused;
        using (var spool = CallbackSpool.Open(path))
        {
            var options = new ReceiverOptions
            {
                Prefix = ListenPrefix.Parse("http://127.0.0.1:0/callbacks/"),
                Token = new CallbackToken(ReceiverProcess.Token),
                OnFailure = _ => Interlocked.Increment(ref told),
            };
            await using var receiver = CallbackReceiver.Start(options, spool.AppendAsync);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task sending = senders.RunAsync(receiver.UrlFor(ReceiverProcess.Token), end.Token);
            await UntilAsync(() => receiver.Counters.NotKept > 200, cancellationToken);
            before = senders.Answered;
            await disk.GrowAsync(64 * 1024, cancellationToken);
            await UntilAsync(() => senders.Answered > before + 1000, cancellationToken);
            refused = receiver.Counters.NotKept;
            await end.CancelAsync();
            await sending;
        }

        List<SmSmsCallback> kept = [.. SpoolReader.Read(path).Select(static entry => entry.Callback).OfType<SmSmsCallback>()];
        HashSet<string> whole =
            [.. kept.Where(static sms => sms.MessageBody == CrashSenders.Text(sms.MessangiId!)).Select(static sms => sms.MessangiId!)];
        int lost = senders.Acknowledged.Count(id => !whole.Contains(id));
        return new DrillReport()
            .Count("disk KiB", FirstSize).Count("answered 200 before it was full", before).Count("refused while it was", refused)
            .Count("answered 200 afterwards", senders.Answered - before).Count("answered and lost", lost).Count("alarms", told)
            .Expect(before > 0, "the disk was full from the start")
            .Expect(lost == 0, $"{lost} were answered 200 and are not in the spool")
            .Expect(kept.Count == whole.Count, $"{kept.Count - whole.Count} are damaged or twice in the spool")
            .Expect(told > 0, "nobody was told");
    }

    private static async Task UntilAsync(Func<bool> reached, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!reached())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
