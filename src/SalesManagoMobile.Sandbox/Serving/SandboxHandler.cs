using System.Net;
using System.Net.Http.Headers;

namespace SalesManagoMobile.Sandbox;

/// <summary>Carries requests to an account without a network. What breaks, breaks as it does over a socket.</summary>
internal sealed class SandboxHandler(SandboxAccount account) : HttpMessageHandler
{
    private static readonly Uri FileOrigin = new("https://files.sandbox.example");

    private readonly CallbackService? _callbacks = CallbackService.Start(account);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SandboxReply reply = await account.AnswerAsync(await ReadAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        if (reply.BreaksAfter < 0)
        {
            throw new HttpRequestException(
                HttpRequestError.ResponseEnded,
                "An error occurred while sending the request.",
                new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."));
        }

        return Respond(request, reply, account.UtcNow);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _callbacks?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static async Task<SandboxRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new SandboxRequest
        {
            Method = request.Method.Method,
            Target = uri.PathAndQuery,
            ContentType = request.Content?.Headers.ContentType?.ToString(),
            Body = body,
            Origin = uri.IsLoopback ? new Uri(uri.GetLeftPart(UriPartial.Authority)) : FileOrigin,
            Range = request.Headers.Range?.ToString(),
            IfRange = request.Headers.IfRange?.ToString(),
            CarriesCredentials = SandboxRequest.ProvesIdentity(uri.PathAndQuery, request.Headers.Select(header => header.Key)),
        };
    }

    private static HttpResponseMessage Respond(HttpRequestMessage request, SandboxReply reply, DateTimeOffset now)
    {
        bool isHead = request.Method == HttpMethod.Head;
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            RequestMessage = request,
            Content = isHead ? new ByteArrayContent([])
                : reply.BreaksAfter is { } length ? new BrokenContent(reply.Body, length)
                : new ReadOnlyMemoryContent(reply.Body),
        };
        response.Headers.Date = now;
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(reply.ContentType);
        response.Content.Headers.ContentLength = reply.Body.Length;
        foreach ((string? name, string? value) in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}

/// <summary>A body whose connection breaks before its announced end.</summary>
internal sealed class BrokenContent(ReadOnlyMemory<byte> whole, int length) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(whole[..length]).ConfigureAwait(false);
        throw BrokenStream.Failure();
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new BrokenStream(whole[..length]));

    protected override bool TryComputeLength(out long announced)
    {
        announced = whole.Length;
        return true;
    }
}

/// <summary>A stream that fails where a dropped connection would.</summary>
internal sealed class BrokenStream(ReadOnlyMemory<byte> content) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public static HttpIOException Failure() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    public override int Read(Span<byte> buffer)
    {
        if (_position == content.Length)
        {
            throw Failure();
        }

        int count = Math.Min(buffer.Length, content.Length - _position);
        content.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
