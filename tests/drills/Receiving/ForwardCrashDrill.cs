using System.Collections.Concurrent;
using System.Globalization;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Drills;

/// <summary>
/// A receiver that forwards to three targets: one that takes everything, one that answers 500 most of the time, one that is not there until
/// the end. The receiver is killed and its spool is rotated, again and again.
/// </summary>
internal sealed class ForwardCrashDrill : IDrill
{
    public string Name => "forward-crash";

    public string Promise =>
        "Every callback that was answered 200 reaches every target, in the order of the spool, at least once, however often the receiver "
            + "is killed, its spool is moved away, and targets fail.";

    public async Task<DrillReport> RunAsync(DrillSettings settings, CancellationToken cancellationToken)
    {
        string spool = settings.PathOf("forward.spool");
        var random = new Random(settings.Seed);
        int port = Receivers.FreePort(), latePort = Receivers.FreePort(), kills = Math.Max(3, settings.Scale(20));
        using var senders = new CrashSenders();
        await using var good = ForwardTarget.Start(0, _ => true);
        await using var bad = ForwardTarget.Start(0, count => count % 3 == 0);
        Uri[] targets = [good.Url, bad.Url, ForwardTarget.UrlOf(latePort)];
        for (int i = 0; i < kills; i++)
        {
            using ChildProcess receiver = Receivers.Forwarding(port, spool, targets);
            await Receivers.WaitUntilUpAsync(port, receiver, cancellationToken);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task sending = senders.RunAsync(Receivers.Url(port), end.Token);
            await Task.Delay(random.Next(200, 900), cancellationToken);
            if (i % 2 == 1)
            {
                File.Move(spool, string.Create(CultureInfo.InvariantCulture, $"{spool}.{i:d3}"));
                await Task.Delay(random.Next(0, 200), cancellationToken);
            }

            await receiver.KillAsync(cancellationToken);
            await end.CancelAsync();
            await sending;
        }

        await using var late = ForwardTarget.Start(latePort, _ => true);
        ForwardTarget[] all = [good, bad, late];
        bad.Heal();
        using (ChildProcess last = Receivers.Forwarding(port, spool, targets))
        {
            await UntilAsync(() => all.All(target => senders.Acknowledged.All(target.Has)), settings.Quick ? 60 : 240, cancellationToken);
        }

        int[] missing = [.. all.Select(target => senders.Acknowledged.Count(id => !target.Has(id)))];
        int[] disordered = [.. all.Select(target => CountDisorder(spool, target))];
        return new DrillReport()
            .Count("kills", kills).Count("answered 200", senders.Acknowledged.Count)
            .Count("posts to the good target", good.Count).Count("to the failing one", bad.Count).Count("to the late one", late.Count)
            .Count("missing at a target", missing.Sum()).Count("out of order", disordered.Sum())
            .Expect(senders.Acknowledged.Count > kills, "hardly anything was answered")
            .Expect(missing.Sum() == 0, $"{string.Join(", ", missing)} did not reach the targets")
            .Expect(disordered.Sum() == 0, $"{string.Join(", ", disordered)} reached the targets out of order");
    }

    /// <summary>First arrivals that came before one that stands before them in the spool.</summary>
    private static int CountDisorder(string spool, ForwardTarget target)
    {
        IEnumerable<string> files = Directory.GetFiles(Path.GetDirectoryName(spool)!, Path.GetFileName(spool) + ".0*").Order().Append(spool);
        int last = -1, count = 0;
        foreach (string id in files.SelectMany(SpoolReader.Read).Select(static entry => entry.Callback).OfType<SmSmsCallback>()
            .Select(static sms => sms.MessangiId!).Where(target.Has))
        {
            int at = target.PlaceOf(id);
            count += at < last ? 1 : 0;
            last = at;
        }

        return count;
    }

    private static async Task UntilAsync(Func<bool> reached, int seconds, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!reached() && !limit.IsCancellationRequested)
        {
            await Task.Delay(100, CancellationToken.None);
        }
    }

    /// <summary>A receiver that answers 503 when it does not feel like taking a callback, and remembers the order of the others.</summary>
    private sealed class ForwardTarget : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, int> _places = new(StringComparer.Ordinal);
        private readonly CallbackReceiver _receiver;
        private volatile Func<int, bool> _takes;
        private int _count;

        private ForwardTarget(int port, Func<int, bool> takes)
        {
            _takes = takes;
            var options = new ReceiverOptions
            {
                Prefix = ListenPrefix.Parse(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/callbacks/")),
                Token = new CallbackToken(ReceiverProcess.Token),
            };
            _receiver = CallbackReceiver.Start(options, KeepAsync);
        }

        public Uri Url => _receiver.UrlFor(ReceiverProcess.Token);

        public int Count => Volatile.Read(ref _count);

        public static Uri UrlOf(int port) => Receivers.Url(port);

        public static ForwardTarget Start(int port, Func<int, bool> takes) => new(port, takes);

        public void Heal() => _takes = static _ => true;

        public bool Has(string id) => _places.ContainsKey(id);

        public int PlaceOf(string id) => _places[id];

        public ValueTask DisposeAsync() => _receiver.DisposeAsync();

        private Task KeepAsync(ReceivedPost post)
        {
            int place = Interlocked.Increment(ref _count);
            if (!_takes(place))
            {
                return Task.FromException(new IOException("Not now."));
            }

            _places.TryAdd(((SmSmsCallback)CallbackParser.Parse(post)).MessangiId!, place);
            return Task.CompletedTask;
        }
    }
}
