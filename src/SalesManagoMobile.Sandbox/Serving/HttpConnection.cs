using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Sandbox;

/// <summary>Serves one caller until one of the two hangs up.</summary>
internal sealed class HttpConnection(SandboxAccount account, Uri origin, Socket socket)
{
    private const int MaxHeaderBytes = 64 * 1024;
    private const int MaxBodyBytes = 16 * 1024 * 1024;

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        await using ConfiguredAsyncDisposable _ = stream.ConfigureAwait(false);
        try
        {
            socket.NoDelay = true;
            var reader = new HttpRequestReader(stream, MaxHeaderBytes);
            while (await ServeOneAsync(stream, reader, cancellationToken).ConfigureAwait(false))
            {
                // The connection stays open for the next request.
            }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            // The caller went away, or the server is stopping: nobody is left to answer.
        }
    }

    /// <summary>Serves one request.</summary>
    /// <returns>Whether another may follow.</returns>
    private async ValueTask<bool> ServeOneAsync(Stream stream, HttpRequestReader reader, CancellationToken cancellationToken)
    {
        SandboxReply reply;
        HttpRequestHead? head = null;
        bool isRefused = false;
        try
        {
            head = await reader.ReadHeadAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (head is null)
            {
                return false;
            }

            reply = await AnswerAsync(head, stream, reader, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRefusalException refusal)
        {
            isRefused = true;
            reply = SandboxReply.Text(refusal.Status, $"Refused: {refusal.Message}.");
        }

        if (reply.BreaksAfter < 0)
        {
            return false;
        }

        bool keepsConnection = head?.KeepsConnection == true && !isRefused;
        var response =
            new HttpResponse { Status = reply.Status, ContentType = reply.ContentType, Body = reply.Body, Headers = reply.Headers };
        int bodyLength = head?.Method == "HEAD" ? 0 : reply.BreaksAfter ?? reply.Body.Length;
        await response.WriteAsync(stream, account.UtcNow, keepsConnection, bodyLength, cancellationToken).ConfigureAwait(false);
        return keepsConnection && reply.BreaksAfter is null;
    }

    private async ValueTask<SandboxReply> AnswerAsync(
        HttpRequestHead head, Stream stream, HttpRequestReader reader, CancellationToken cancellationToken)
    {
        if (head.ExpectsContinue)
        {
            await HttpResponse.WriteContinueAsync(stream, cancellationToken).ConfigureAwait(false);
        }

        using var body = new HttpBody(MaxBodyBytes);
        await reader.ReadBodyAsync(head, body, cancellationToken).ConfigureAwait(false);
        string target = head.Query is null ? head.Path : $"{head.Path}?{head.Query}";
        var request = new SandboxRequest
        {
            Method = head.Method,
            Target = target,
            ContentType = head["Content-Type"],
            Body = body.Bytes,
            Origin = origin,
            Range = head["Range"],
            IfRange = head["If-Range"],
            CarriesCredentials = SandboxRequest.ProvesIdentity(target, head.Headers.Select(header => header.Key)),
        };
        try
        {
            return await account.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A mistake of the emulator must be seen by whoever met it, and must not end the server.
            return SandboxReply.Text(500, e.ToString());
        }
    }
}
