using System.Buffers;

namespace SalesManagoMobile.Callbacks;

/// <summary>What was read from a connection and not used yet. It grows only as far as its user lets it.</summary>
internal sealed class ReceiveBuffer(Stream stream) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    public void Advance(int count) => _start += count;

    /// <summary>Reads at least one more byte; false at the connection's end.</summary>
    public async ValueTask<bool> FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end == _bytes.Length)
        {
            MakeRoom();
        }

        int count = await stream.ReadAsync(_bytes.AsMemory(_end)).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    /// <summary>Reads at least one more byte of a message that has begun.</summary>
    public async ValueTask FillOrFailAsync()
    {
        if (!await FillAsync().ConfigureAwait(false))
        {
            throw new EndOfStreamException("The connection ended within a request.");
        }
    }

    /// <summary>Takes a line that ends in CRLF, of at most so many bytes. It stays valid until the next read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int maxLength)
    {
        while (true)
        {
            ReadOnlyMemory<byte> unread = Unread;
            int lineFeed = unread.Span.IndexOf((byte)'\n');
            if ((lineFeed < 0 ? unread.Length : lineFeed) > maxLength + 1)
            {
                throw new HttpRefusal(400, "a line of the chunked body is too long");
            }

            if (lineFeed == 0 || (lineFeed > 0 && unread.Span[lineFeed - 1] != '\r'))
            {
                throw new HttpRefusal(400, "a line ends without CR");
            }

            if (lineFeed > 0)
            {
                Advance(lineFeed + 1);
                return unread[..(lineFeed - 1)];
            }

            await FillOrFailAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    private void MakeRoom()
    {
        byte[] target = _start > 0 ? _bytes : ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(_start, _end - _start).CopyTo(target);
        if (target != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = target;
        }

        (_start, _end) = (0, _end - _start);
    }
}
