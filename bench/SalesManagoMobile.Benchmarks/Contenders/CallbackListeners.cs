using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>
/// 32 senders side by side against ways to receive a callback, from "answers and forgets" to "on the device before the answer".
/// </summary>
internal static class CallbackListeners
{
    public const string Bare = "bare";
    public const string BareHttpListener = "http-listener";
    public const string Kestrel = "kestrel";
    public const string Spool = "spool";
    public const string FlushEach = "flush-each";

    private const string Token = "0123456789abcdefghij";
    private const int IdleConnections = 1_000;

    public static async Task<Measurement> RunAsync(string kind, int count, string folder, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        switch (kind)
        {
            case Spool:
                using (var spool = CallbackSpool.Open(file))
                {
                    return await ReceiveAsync(spool.AppendAsync, count, cancellationToken);
                }

            case Bare:
                return await ReceiveAsync(static _ => Task.CompletedTask, count, cancellationToken);
            case Kestrel:
                await using (KestrelListener listener = await KestrelListener.StartAsync(file, cancellationToken))
                {
                    return await MeasureAsync(listener.Port, count, cancellationToken);
                }

            case BareHttpListener:
                return await HttpListenAsync(static _ => { }, count, cancellationToken);
            case FlushEach:
                using (var stream = new FileStream(file, FileMode.CreateNew))
                {
                    return await HttpListenAsync(body => Keep(stream, body), count, cancellationToken);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private static async Task<Measurement> ReceiveAsync(Func<ReceivedPost, Task> keep, int count, CancellationToken cancellationToken)
    {
        var options =
            new ReceiverOptions { Prefix = ListenPrefix.Parse("http://127.0.0.1:0/callbacks/"), Token = new CallbackToken(Token) };
        await using var receiver = CallbackReceiver.Start(options, keep);
        return await MeasureAsync(receiver.Prefix.Port, count, cancellationToken);
    }

    /// <summary>The in-box listener with what a script would do per request, and no limits of any kind.</summary>
    private static async Task<Measurement> HttpListenAsync(Action<byte[]> keep, int count, CancellationToken cancellationToken)
    {
        int port = FreePort();
        using var listener = new HttpListener();
        listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/callbacks/"));
        listener.Start();
        var serving = Task.Run(() => ServeAsync(listener, keep), CancellationToken.None);
        Measurement measured = await MeasureAsync(port, count, cancellationToken);
        listener.Stop();
        await serving;
        return measured;
    }

    private static async Task ServeAsync(HttpListener listener, Action<byte[]> keep)
    {
        while (listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await listener.GetContextAsync();
                _ = Task.Run(() => Answer(context, keep));
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static void Answer(HttpListenerContext context, Action<byte[]> keep)
    {
        byte[] body = new byte[context.Request.ContentLength64];
        context.Request.InputStream.ReadExactly(body);
        keep(body);
        context.Response.ContentLength64 = 0;
        context.Response.Close();
    }

    private static void Keep(FileStream file, byte[] body)
    {
        lock (file)
        {
            file.Write(body);
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
    }

    private static async Task<Measurement> MeasureAsync(int port, int count, CancellationToken cancellationToken)
    {
        var senders = new CallbackSenders(port, "/callbacks/" + Token);

        // A receiver runs for days: what the runtime compiles in its first seconds does not count. See Measurement.OfAsync.
        await senders.RunAsync(count, cancellationToken);
        await Task.Delay(300, cancellationToken);
        using IDisposable idle = await senders.StayIdleAsync(IdleConnections, cancellationToken);
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        IReadOnlyList<TimeSpan> times = await senders.RunAsync(count, cancellationToken);
        return Measurement.Since(started, cpu, allocated, count) with { P99Milliseconds = times[times.Count * 99 / 100].TotalMilliseconds };
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
