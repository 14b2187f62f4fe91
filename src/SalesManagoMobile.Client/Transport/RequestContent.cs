using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>A JSON body that knows whether the network ever asked for it, and is given out once only.</summary>
internal sealed class RequestContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private int _started;

    public RequestContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
    }

    /// <summary>
    /// Whether a byte of the request may have left. The handler asks for the body only once it has a connection, and holds the
    /// headers back until then: while this is false nothing has reached the server.
    /// </summary>
    public bool Started => Volatile.Read(ref _started) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new IOException("The request was read a second time and was not sent again.");
        }

        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
