using System.Net.Sockets;

namespace SalesManagoMobile.Sandbox;

/// <summary>Serves one caller until one of the two hangs up.</summary>
internal sealed class HttpConnection(SandboxAccount account, Uri origin, Socket socket)
{
    private readonly HttpReader _reader = new(socket);
    private readonly HttpWriter _writer = new(socket);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                while (await ServeOneAsync(cancellationToken).ConfigureAwait(false))
                {
                    // The connection stays open for the next request.
                }

                socket.Shutdown(SocketShutdown.Both);
            }
            catch (Exception failure) when (failure is SocketException or EndOfStreamException or OperationCanceledException)
            {
                // The caller went away, or the server is stopping: there is nobody left to tell.
            }
        }
    }

    /// <summary>Answers one request.</summary>
    /// <returns>Whether another may follow.</returns>
    private async ValueTask<bool> ServeOneAsync(CancellationToken cancellationToken)
    {
        SandboxReply reply;
        HttpHead? head = null;
        try
        {
            head = await _reader.ReadHeadAsync(cancellationToken).ConfigureAwait(false);
            if (head is null)
            {
                return false;
            }

            reply = await AnswerAsync(head, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException problem)
        {
            var refusal = SandboxReply.Text(400, problem.Message);
            await _writer.WriteAsync(refusal, withBody: true, keepsAlive: false, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (reply.BreaksAfter < 0)
        {
            return false;
        }

        bool keepsAlive = head.KeepsAlive && reply.BreaksAfter is null;
        await _writer.WriteAsync(reply, head.Method != "HEAD", head.KeepsAlive, cancellationToken).ConfigureAwait(false);
        return keepsAlive;
    }

    private async ValueTask<SandboxReply> AnswerAsync(HttpHead head, CancellationToken cancellationToken)
    {
        if (head.ExpectsContinue)
        {
            await _writer.WriteContinueAsync(cancellationToken).ConfigureAwait(false);
        }

        var request = new SandboxRequest
        {
            Method = head.Method,
            Target = head.Target,
            ContentType = head.ContentType,
            Body = await _reader.ReadBodyAsync(head, cancellationToken).ConfigureAwait(false),
            Origin = origin,
            Range = head.Range,
            IfRange = head.IfRange,
            CarriesCredentials = head.CarriesCredentials,
        };
        try
        {
            return await account.AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            // A mistake of the emulator must be seen by whoever met it, and must not end the server.
            return SandboxReply.Text(500, mistake.ToString());
        }
    }
}
