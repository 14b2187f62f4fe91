using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>Serves the requests of one connection, one after the other.</summary>
internal sealed class ConnectionServer(Connection connection, ReceiverShared shared)
{
    /// <summary>How long, and how much, a refused caller may continue to send, so that it can read the response.</summary>
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);
    private const int LingerBytes = 256 * 1024;

    private readonly ReceiverOptions _options = shared.Options;

    public async Task RunAsync()
    {
        try
        {
            Stream stream = await OpenStreamAsync().ConfigureAwait(false);
            await using ConfiguredAsyncDisposable _ = stream.ConfigureAwait(false);
            var reader = new HttpRequestReader(stream, _options.MaxHeaderBytes);
            await ServeAllAsync(stream, reader).ConfigureAwait(false);
            await LeaveAsync(stream, reader).ConfigureAwait(false);
        }
        catch (AuthenticationException)
        {
            shared.Counters.CountRefused();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The caller has disconnected, or was closed: nobody is left to respond to.
        }
    }

    private async Task<Stream> OpenStreamAsync()
    {
        var stream = new NetworkStream(connection.Socket, ownsSocket: false);
        if (shared.Tls is not { } tls)
        {
            return stream;
        }

        var secure = new SslStream(stream);
        try
        {
            // Reads nothing, and ends when there is something to read.
            await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            connection.Begin(_options.RequestTimeout);
            await secure.AuthenticateAsServerAsync(tls).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ServeAllAsync(Stream stream, HttpRequestReader reader)
    {
        try
        {
            while (await ReadHeadAsync(reader).ConfigureAwait(false) is { } head)
            {
                HttpResponse response = await RespondAsync(head, stream, reader).ConfigureAwait(false);
                bool goesOn = response.Status == 200 && head.KeepsConnection && !shared.IsStopping && !shared.IsCrowded;
                await SendAsync(stream, response, goesOn, withBody: head.Method != "HEAD").ConfigureAwait(false);
                if (!goesOn)
                {
                    return;
                }

                connection.Enter(ConnectionState.Resting, _options.IdleTimeout);

                // Whoever stops the receiver lets an answer out, and counts on its connection to end then.
                if (shared.IsStopping)
                {
                    return;
                }
            }
        }
        catch (HttpRefusalException refusal)
        {
            shared.Counters.CountAnswer(refusal.Status);
            await SendAsync(stream, ReceiverResponse.Of(refusal), keepsConnection: false, withBody: true).ConfigureAwait(false);
        }
    }

    private ValueTask<HttpRequestHead?> ReadHeadAsync(HttpRequestReader reader) =>
        reader.ReadHeadAsync(() => connection.Begin(_options.RequestTimeout));

    private async Task<HttpResponse> RespondAsync(HttpRequestHead head, Stream stream, HttpRequestReader reader)
    {
        IPAddress source = shared.Callers.FindSource(connection.Peer, head);
        if (!shared.Callers.IsAllowed(source) || !_options.Token.IsShownBy(head, _options.Prefix.Path))
        {
            shared.Counters.CountUnauthorised();
            return ReceiverResponse.NotFound;
        }

        if (head.Method is "GET" or "HEAD")
        {
            return head.HasBody
                ? throw new HttpRefusalException(400, $"a {head.Method} request cannot have a body")
                : ReceiverResponse.Up;
        }

        if (head.Method != "POST")
        {
            shared.Counters.CountAnswer(ReceiverResponse.NotAllowed.Status);
            return ReceiverResponse.NotAllowed;
        }

        using var body = new HttpBody(_options.MaxBodyBytes, shared.Budget);
        body.ExpectLength(head.ContentLength);
        if (head.ExpectsContinue && reader.UnreadCount == 0)
        {
            await HttpResponse.WriteContinueAsync(stream).ConfigureAwait(false);
        }

        await reader.ReadBodyAsync(head, body).ConfigureAwait(false);
        connection.Enter(ConnectionState.Keeping, Timeout.InfiniteTimeSpan);
        HttpResponse response = await shared.KeepAsync(new ReceivedPost
        {
            ReceivedAt = _options.TimeProvider.GetUtcNow(),
            SourceAddress = source.ToString(),
            ContentType = head["Content-Type"],
            Query = head.Query,
            Body = body.Bytes,
        }).ConfigureAwait(false);
        shared.Counters.CountAnswer(response.Status);
        return response;
    }

    private async Task SendAsync(Stream stream, HttpResponse response, bool keepsConnection, bool withBody)
    {
        connection.Enter(ConnectionState.Answering, _options.RequestTimeout);
        int length = withBody ? response.Body.Length : 0;
        await response.WriteAsync(stream, _options.TimeProvider.GetUtcNow(), keepsConnection, length).ConfigureAwait(false);
    }

    /// <summary>
    /// Closing while the caller still sends would discard the response. So only the sending side is closed, and we read a
    /// little longer without keeping anything.
    /// </summary>
    private async Task LeaveAsync(Stream stream, HttpRequestReader reader)
    {
        connection.Enter(ConnectionState.Leaving, LingerTime);
        if (stream is SslStream secure)
        {
            await secure.ShutdownAsync().ConfigureAwait(false);
        }

        connection.Socket.Shutdown(SocketShutdown.Send);
        await reader.DrainAsync(LingerBytes).ConfigureAwait(false);
    }
}
