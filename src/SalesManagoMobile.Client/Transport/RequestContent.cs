using System.Net;
using System.Net.Http.Headers;

namespace SalesManagoMobile.Client;

/// <summary>A JSON body that knows whether the network ever asked for it.</summary>
internal sealed class RequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _started;

    public RequestContent(ReadOnlyMemory<byte> body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    /// <summary>
    /// Whether a byte of the request may have left. The handler asks for the body only once it has a connection, and holds the
    /// headers back until then: while this is false nothing has reached the server.
    /// </summary>
    public bool Started => _started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _started = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
