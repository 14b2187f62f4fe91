using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Drills;

/// <summary>Serves a job that is always done, and its file, slowly enough to be interrupted.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private const int Chunk = 1 << 16;
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private long _version;

    public FileServer()
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>How many downloads were begun.</summary>
    public long Downloads => Interlocked.Read(ref _version);

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            bool isQuestion = context.Request.HttpMethod == "POST";
            byte[] body = isQuestion
                ? Encoding.UTF8.GetBytes($$"""{"success":true,"message":["Export done"],"fileUrl":"{{Url}}file"}""")
                : VersionedFile.Make(Interlocked.Increment(ref _version));
            context.Response.ContentType = isQuestion ? "application/json" : "text/csv";
            context.Response.ContentLength64 = body.Length;
            context.Response.Headers["ETag"] =
                string.Create(CultureInfo.InvariantCulture, $"\"{body.Length}-{VersionedFile.VersionOf(body)}\"");
            for (int at = 0; at < body.Length; at += Chunk)
            {
                await context.Response.OutputStream.WriteAsync(body.AsMemory(at, Math.Min(Chunk, body.Length - at)));
                await Task.Yield();
            }

            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The one who asked was killed: that is the drill.
            context.Response.Abort();
        }
    }
}
