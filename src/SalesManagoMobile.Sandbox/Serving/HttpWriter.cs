using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>Writes answers to one connection.</summary>
internal sealed class HttpWriter(Socket socket)
{
    private const int SmallBody = 64 * 1024;

    /// <summary>Tells a caller who asks first that its body is welcome.</summary>
    public ValueTask WriteContinueAsync(CancellationToken cancellationToken) =>
        SendAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);

    /// <summary>Writes an answer, or as much of it as arrives before the connection breaks.</summary>
    public async ValueTask WriteAsync(SandboxReply reply, bool withBody, bool keepsAlive, CancellationToken cancellationToken)
    {
        string head = Head(reply, keepsAlive);
        ReadOnlyMemory<byte> body = withBody ? reply.Body[..(reply.BreaksAfter ?? reply.Body.Length)] : default;
        if (body.Length > SmallBody)
        {
            await SendAsync(Encoding.Latin1.GetBytes(head), cancellationToken).ConfigureAwait(false);
            await SendAsync(body, cancellationToken).ConfigureAwait(false);
            return;
        }

        // One packet for a small answer.
        byte[] packet = ArrayPool<byte>.Shared.Rent(head.Length + body.Length);
        int length = Encoding.Latin1.GetBytes(head, packet);
        body.CopyTo(packet.AsMemory(length));
        await SendAsync(packet.AsMemory(0, length + body.Length), cancellationToken).ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(packet);
    }

    private static string Head(SandboxReply reply, bool keepsAlive)
    {
        var head = new StringBuilder(256);
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {reply.Status} {Reason(reply.Status)}\r\nContent-Type: {reply.ContentType}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Body.Length}\r\n");
        foreach ((string? name, string? value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (!keepsAlive)
        {
            head.Append("Connection: close\r\n");
        }

        return head.Append("\r\n").ToString();
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
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Unknown",
    };

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
        }
    }
}
