using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace SalesManagoMobile.Sandbox;

/// <summary>Serves an account over HTTP on the loopback address.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private const int Attempts = 20;
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly SandboxAccount account;
    private readonly HttpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private readonly CallbackService? callbacks;

    private SandboxServer(SandboxAccount account, HttpListener listener, Uri url)
    {
        (this.account, this.listener, Url) = (account, listener, url);
        callbacks = CallbackService.Start(account);
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens: one address for both hosts of the API and for the files.</summary>
    public Uri Url { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="account">The account to serve.</param>
    /// <param name="port">The port, 1 to 65535; 0 for any free one.</param>
    /// <exception cref="HttpListenerException">The port is taken or not allowed.</exception>
    public static SandboxServer Start(SandboxAccount account, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        for (var attempt = 1; ; attempt++)
        {
            var url = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort() : port)}/");
            var listener = new HttpListener { IgnoreWriteExceptions = true };
            listener.Prefixes.Add(url.AbsoluteUri);
            try
            {
                listener.Start();
                return new SandboxServer(account, listener, url);
            }
            catch (HttpListenerException) when (port == 0 && attempt < Attempts)
            {
                // Somebody took the free port in between: take another.
                listener.Close();
            }
        }
    }

    /// <summary>Stops listening and drops what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync().ConfigureAwait(false);
        callbacks?.Dispose();
        listener.Close();
        await accepting.ConfigureAwait(false);
        stopping.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException
                && stopping.IsCancellationRequested)
            {
                return;
            }

            _ = ServeAsync(context);
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            await WriteAsync(context, await AnswerAsync(context.Request).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpListenerException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller went away, or the server is stopping: there is nobody left to tell.
            context.Response.Abort();
        }
    }

    private async Task<SandboxReply> AnswerAsync(HttpListenerRequest request)
    {
        var read = await ReadAsync(request).ConfigureAwait(false);
        try
        {
            return await account.AnswerAsync(read, stopping.Token).ConfigureAwait(false);
        }
        catch (InvalidOperationException mistake)
        {
            // A body that is JSON but holds text which is not Unicode ends here.
            return SandboxReply.Text(500, mistake.Message);
        }
    }

    private async Task<SandboxRequest> ReadAsync(HttpListenerRequest request)
    {
        if (request.ContentLength64 > MostBytes)
            throw new IOException("The request is too large.");
        return new SandboxRequest
        {
            Method = request.HttpMethod,
            Target = request.RawUrl ?? "/",
            Body = request.HasEntityBody ? await ReadBodyAsync(request).ConfigureAwait(false) : default,
            Origin = Url,
            Range = request.Headers["Range"],
            IfRange = request.Headers["If-Range"],
            CarriesCredentials = Credentials.AreIn(request.RawUrl ?? "/", request.Headers.AllKeys.OfType<string>()),
        };
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpListenerRequest request)
    {
        if (request.ContentLength64 >= 0)
        {
            var body = new byte[request.ContentLength64];
            await request.InputStream.ReadExactlyAsync(body, stopping.Token).ConfigureAwait(false);
            return body;
        }

        var buffer = new ArrayBufferWriter<byte>();
        while (await request.InputStream.ReadAsync(buffer.GetMemory(16384), stopping.Token).ConfigureAwait(false) is var count and > 0)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > MostBytes)
                throw new IOException("The request is too large.");
        }

        return buffer.WrittenMemory;
    }

    private async Task WriteAsync(HttpListenerContext context, SandboxReply reply)
    {
        var response = context.Response;
        if (reply.BreaksAfter < 0)
        {
            response.Abort();
            return;
        }

        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength64 = reply.Body.Length;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        if (context.Request.HttpMethod != "HEAD")
        {
            var body = reply.BreaksAfter is { } length ? reply.Body[..length] : reply.Body;
            await response.OutputStream.WriteAsync(body, stopping.Token).ConfigureAwait(false);
        }

        if (reply.BreaksAfter is null)
            response.Close();
        else
            response.Abort();
    }
}
