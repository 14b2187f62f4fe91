using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;

namespace SalesManagoMobile.Sandbox;

/// <summary>Reads requests from one connection, one after the other.</summary>
internal sealed class HttpReader(Socket socket)
{
    private const int LongestHead = 64 * 1024;
    private const int LongestBody = 16 * 1024 * 1024;

    private byte[] buffer = new byte[4096];
    private int start;
    private int end;

    /// <summary>The next head; null when the caller has closed the connection.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP/1, or too long.</exception>
    public async ValueTask<HttpHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                return null;
        }

        var head = HttpHead.Parse(buffer.AsSpan(start, length)) ?? throw new InvalidDataException("The request is not HTTP/1.");
        start += length + 4;
        return head;
    }

    /// <summary>The body that belongs to a head.</summary>
    /// <exception cref="InvalidDataException">It is too long or badly chunked.</exception>
    /// <exception cref="EndOfStreamException">The caller left half way.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpHead head, CancellationToken cancellationToken)
    {
        if (head.IsChunked)
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        if (head.ContentLength > LongestBody)
            throw new InvalidDataException("The body is too long.");
        var body = new byte[head.ContentLength];
        await ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return body;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        while (await ReadSizeAsync(cancellationToken).ConfigureAwait(false) is var size and > 0)
        {
            if (size > LongestBody - body.WrittenCount)
                throw new InvalidDataException("The body is too long.");
            await ReadExactlyAsync(body.GetMemory(size)[..size], cancellationToken).ConfigureAwait(false);
            body.Advance(size);
            if (await ReadLineAsync(cancellationToken).ConfigureAwait(false) > 0)
                throw new InvalidDataException("A chunk is longer than it says.");
        }

        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            // Headers after the body say nothing that matters here.
        }

        return body.WrittenMemory;
    }

    private async ValueTask<int> ReadSizeAsync(CancellationToken cancellationToken)
    {
        var length = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        var line = buffer.AsSpan(start - length - 2, length);
        return Utf8Parser.TryParse(line, out int size, out var used, 'x') && size >= 0 && (used == length || line[used] is (byte)';' or (byte)' ')
            ? size
            : throw new InvalidDataException("A chunk has no size.");
    }

    /// <summary>Goes past the next line and tells its length; its bytes stay in the buffer until the next read.</summary>
    private async ValueTask<int> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
                throw new EndOfStreamException();
        }

        start += length + 2;
        return length;
    }

    private async ValueTask ReadExactlyAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        var count = Math.Min(end - start, target.Length);
        buffer.AsSpan(start, count).CopyTo(target.Span);
        start += count;
        while (count < target.Length)
        {
            var received = await socket.ReceiveAsync(target[count..], cancellationToken).ConfigureAwait(false);
            if (received == 0)
                throw new EndOfStreamException();
            count += received;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestHead)
                throw new InvalidDataException("The head is too long.");
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var received = await socket.ReceiveAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
        end += received;
        return received > 0;
    }
}
