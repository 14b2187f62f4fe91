using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;

namespace SalesManagoMobile.Sandbox;

/// <summary>Reads requests from one connection, one after the other.</summary>
internal sealed class HttpReader(Socket socket)
{
    private const int LongestHead = 64 * 1024;
    private const int LongestBody = 16 * 1024 * 1024;

    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The next head; null when the caller has closed the connection.</summary>
    /// <exception cref="InvalidDataException">It is not HTTP/1, or too long.</exception>
    public async ValueTask<HttpHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        HttpHead head = HttpHead.Parse(_buffer.AsSpan(_start, length)) ?? throw new InvalidDataException("The request is not HTTP/1.");
        _start += length + 4;
        return head;
    }

    /// <summary>The body that belongs to a head.</summary>
    /// <exception cref="InvalidDataException">It is too long or badly chunked.</exception>
    /// <exception cref="EndOfStreamException">The caller left half way.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpHead head, CancellationToken cancellationToken)
    {
        if (head.IsChunked)
        {
            return await ReadChunksAsync(cancellationToken).ConfigureAwait(false);
        }

        if (head.ContentLength > LongestBody)
        {
            throw new InvalidDataException("The body is too long.");
        }

        byte[] body = new byte[head.ContentLength];
        await ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return body;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadChunksAsync(CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        while (await ReadSizeAsync(cancellationToken).ConfigureAwait(false) is var size and > 0)
        {
            if (size > LongestBody - body.WrittenCount)
            {
                throw new InvalidDataException("The body is too long.");
            }

            await ReadExactlyAsync(body.GetMemory(size)[..size], cancellationToken).ConfigureAwait(false);
            body.Advance(size);
            if (await ReadLineAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                throw new InvalidDataException("A chunk is longer than it says.");
            }
        }

        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            // Headers after the body say nothing that matters here.
        }

        return body.WrittenMemory;
    }

    private async ValueTask<int> ReadSizeAsync(CancellationToken cancellationToken)
    {
        int length = await ReadLineAsync(cancellationToken).ConfigureAwait(false);
        Span<byte> line = _buffer.AsSpan(_start - length - 2, length);
        return Utf8Parser.TryParse(line, out int size, out int used, 'x') && size >= 0 && (used == length || line[used] is (byte)';' or (byte)' ')
            ? size
            : throw new InvalidDataException("A chunk has no size.");
    }

    /// <summary>Goes past the next line and tells its length; its bytes stay in the buffer until the next read.</summary>
    private async ValueTask<int> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new EndOfStreamException();
            }
        }

        _start += length + 2;
        return length;
    }

    private async ValueTask ReadExactlyAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        int count = Math.Min(_end - _start, target.Length);
        _buffer.AsSpan(_start, count).CopyTo(target.Span);
        _start += count;
        while (count < target.Length)
        {
            int received = await socket.ReceiveAsync(target[count..], cancellationToken).ConfigureAwait(false);
            if (received == 0)
            {
                throw new EndOfStreamException();
            }

            count += received;
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestHead)
            {
                throw new InvalidDataException("The head is too long.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int received = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += received;
        return received > 0;
    }
}
