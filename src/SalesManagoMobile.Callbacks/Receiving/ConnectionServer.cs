using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;

namespace SalesManagoMobile.Callbacks;

/// <summary>Serves the requests of one connection, one after the other.</summary>
internal sealed class ConnectionServer(Connection connection, ReceiverShared shared)
{
    /// <summary>How long, and how much, a refused caller may go on talking so that it can read why.</summary>
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);
    private const int LingerBytes = 256 * 1024;

    private readonly ReceiverOptions _options = shared.Options;

    public async Task RunAsync()
    {
        try
        {
            Stream stream = await OpenStreamAsync().ConfigureAwait(false);
            await using ConfiguredAsyncDisposable _ = stream.ConfigureAwait(false);
            using var buffer = new ReceiveBuffer(stream);
            await ServeAllAsync(stream, buffer).ConfigureAwait(false);
            await LeaveAsync(stream, buffer).ConfigureAwait(false);
        }
        catch (AuthenticationException)
        {
            shared.Counters.CountRefused();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The caller is gone, or was cut off. There is nobody left to tell.
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
            await secure.AuthenticateAsServerAsync(tls).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ServeAllAsync(Stream stream, ReceiveBuffer buffer)
    {
        try
        {
            while (await ReadHeadAsync(buffer).ConfigureAwait(false) is { } head)
            {
                HttpAnswer answer = await AnswerAsync(head, stream, buffer).ConfigureAwait(false);
                bool goesOn = answer.Status == 200 && head.KeepsConnection && !shared.IsStopping;
                await SendAsync(stream, answer, goesOn, withBody: head.Method != "HEAD").ConfigureAwait(false);
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
        catch (HttpRefusal refusal)
        {
            shared.Counters.CountAnswer(refusal.Status);
            await SendAsync(stream, HttpAnswer.Of(refusal), keepsConnection: false, withBody: true).ConfigureAwait(false);
        }
    }

    private ValueTask<RequestHead?> ReadHeadAsync(ReceiveBuffer buffer) =>
        RequestHeadReader.ReadAsync(
            buffer, _options.MaxHeaderBytes, () => connection.Enter(ConnectionState.Receiving, _options.RequestTimeout));

    private async Task<HttpAnswer> AnswerAsync(RequestHead head, Stream stream, ReceiveBuffer buffer)
    {
        IPAddress source = shared.Callers.FindSource(connection.Peer, head);
        if (!shared.Callers.IsAllowed(source) || !_options.Token.IsShownBy(head, _options.Prefix.Path))
        {
            shared.Counters.CountUnauthorised();
            return HttpAnswer.NotFound;
        }

        if (head.Method is "GET" or "HEAD")
        {
            return head.HasBody ? throw new HttpRefusal(400, $"a {head.Method} has no body here") : HttpAnswer.Up;
        }

        if (head.Method != "POST")
        {
            shared.Counters.CountAnswer(HttpAnswer.NotAllowed.Status);
            return HttpAnswer.NotAllowed;
        }

        using var body = new RequestBody(_options.MaxBodyBytes, shared.Budget);
        body.ExpectLength(head.ContentLength);
        await ContinueAsync(head, stream, buffer).ConfigureAwait(false);
        await RequestBodyReader.ReadAsync(head, buffer, body, _options.MaxHeaderBytes).ConfigureAwait(false);
        connection.Enter(ConnectionState.Keeping, Timeout.InfiniteTimeSpan);
        HttpAnswer answer = await shared.KeepAsync(new ReceivedPost
        {
            ReceivedAt = _options.TimeProvider.GetUtcNow(),
            SourceAddress = source.ToString(),
            ContentType = head["Content-Type"],
            Query = head.Query,
            Body = body.Bytes,
        }).ConfigureAwait(false);
        shared.Counters.CountAnswer(answer.Status);
        return answer;
    }

    /// <summary>Callers with large bodies wait for this word, unless the body is on its way already.</summary>
    private static async Task ContinueAsync(RequestHead head, Stream stream, ReceiveBuffer buffer)
    {
        if (head["Expect"] is not { } expectation || !head.IsHttp11)
        {
            return;
        }

        if (!expectation.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            throw new HttpRefusal(417, "only 100-continue can be expected");
        }

        if (head.HasBody && buffer.Unread.IsEmpty)
        {
            await stream.WriteAsync(HttpAnswer.Continue).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(Stream stream, HttpAnswer answer, bool keepsConnection, bool withBody)
    {
        connection.Enter(ConnectionState.Answering, _options.RequestTimeout);
        await stream.WriteAsync(answer.ToBytes(_options.TimeProvider.GetUtcNow(), keepsConnection, withBody)).ConfigureAwait(false);
    }

    /// <summary>
    /// Closing while the caller still sends would destroy the answer on its way. So we say that we are done, and listen a
    /// little longer without keeping anything.
    /// </summary>
    private async Task LeaveAsync(Stream stream, ReceiveBuffer buffer)
    {
        connection.Enter(ConnectionState.Leaving, LingerTime);
        if (stream is SslStream secure)
        {
            await secure.ShutdownAsync().ConfigureAwait(false);
        }

        connection.Socket.Shutdown(SocketShutdown.Send);
        for (int left = LingerBytes; left > 0; left -= buffer.Unread.Length)
        {
            buffer.Advance(buffer.Unread.Length);
            if (!await buffer.FillAsync().ConfigureAwait(false))
            {
                return;
            }
        }
    }
}
