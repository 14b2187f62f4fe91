using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Http;

/// <summary>A response with a body of known length.</summary>
public sealed record HttpResponse
{
    private const int SmallBody = 64 * 1024;
    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    /// <summary>The status, such as 200.</summary>
    public required int Status { get; init; }

    /// <summary>The Content-Type header.</summary>
    public required string ContentType { get; init; }

    /// <summary>The whole body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>More headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Asks a caller that waits for it to send the body.</summary>
    public static ValueTask WriteContinueAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.WriteAsync(Continue, cancellationToken);
    }

    /// <summary>Writes the response.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="now">The Date header.</param>
    /// <param name="keepsConnection">Whether another request may follow.</param>
    /// <param name="bodyLength">How many bytes of the body to send: 0 for HEAD, fewer than all to break off within it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WriteAsync(
        Stream stream, DateTimeOffset now, bool keepsConnection, int bodyLength, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string head = Head(now, keepsConnection);
        ReadOnlyMemory<byte> body = Body[..bodyLength];
        bool fitsOnePacket = body.Length <= SmallBody;
        byte[] packet = new byte[head.Length + (fitsOnePacket ? body.Length : 0)];
        Encoding.Latin1.GetBytes(head, packet);
        if (fitsOnePacket)
        {
            body.Span.CopyTo(packet.AsSpan(head.Length));
        }

        await stream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
        if (!fitsOnePacket)
        {
            await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Head(DateTimeOffset now, bool keepsConnection)
    {
        var head = new StringBuilder(256);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason(Status)}\r\nDate: {now:r}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Type: {ContentType}\r\nContent-Length: {Body.Length}\r\n");
        foreach ((string name, string value) in Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return head.Append(keepsConnection ? "\r\n" : "Connection: close\r\n\r\n").ToString();
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        206 => "Partial Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Unknown",
    };
}
