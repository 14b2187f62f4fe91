using System.Buffers.Text;

namespace SalesManagoMobile.Http;

/// <summary>Reads the requests of one connection, one after the other.</summary>
/// <param name="stream">The connection. The caller disposes it.</param>
/// <param name="maxHeaderBytes">The longest request line and headers together, in bytes.</param>
public sealed class HttpRequestReader(Stream stream, int maxHeaderBytes)
{
    private const int FirstCapacity = 4096;
    private const int MaxChunkLine = 256;
    private const int MaxTrailers = 32;

    private readonly GrowableBuffer _buffer = new();

    /// <summary>How many bytes were received and not read yet.</summary>
    public int UnreadCount => _buffer.Unread.Length;

    /// <summary>The next head; null when the caller closed the connection between two requests.</summary>
    /// <param name="onFirstByte">Called once the request has begun.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="HttpRefusalException">It breaks a rule or a limit.</exception>
    /// <exception cref="IOException">The connection ended within the head.</exception>
    public async ValueTask<HttpRequestHead?> ReadHeadAsync(Action? onFirstByte = null, CancellationToken cancellationToken = default)
    {
        if (UnreadCount == 0 && !await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        onFirstByte?.Invoke();
        await SkipBlankLineAsync(cancellationToken).ConfigureAwait(false);
        for (int scanned = 0; ;)
        {
            int end = FindEnd(_buffer.Unread.Span, ref scanned);
            if (end > maxHeaderBytes || (end < 0 && UnreadCount > maxHeaderBytes))
            {
                throw new HttpRefusalException(431, $"the headers are longer than {maxHeaderBytes} bytes");
            }

            if (end >= 0)
            {
                HttpRequestHead head = HttpHeadParser.Parse(_buffer.Unread.Span[..end]);
                _buffer.Advance(end + 4);
                return head;
            }

            await FillOrFailAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the body that belongs to a head, by its length or in chunks.</summary>
    /// <exception cref="HttpRefusalException">It breaks a rule or a limit.</exception>
    /// <exception cref="IOException">The connection ended within the body.</exception>
    public async ValueTask ReadBodyAsync(HttpRequestHead head, HttpBody body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(body);
        if (!head.IsChunked)
        {
            body.ExpectLength(head.ContentLength);
            await CopyAsync(body, head.ContentLength, cancellationToken).ConfigureAwait(false);
            return;
        }

        while (await ReadChunkSizeAsync(cancellationToken).ConfigureAwait(false) is > 0 and var size)
        {
            body.CheckRoom(size);
            await CopyAsync(body, size, cancellationToken).ConfigureAwait(false);
            if ((await ReadLineAsync(0, cancellationToken).ConfigureAwait(false)).Length != 0)
            {
                throw new HttpRefusalException(400, "a chunk is longer than its stated size");
            }
        }

        await SkipTrailersAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads and drops what still comes, up to so many bytes or the connection's end.</summary>
    public async ValueTask DrainAsync(int maxBytes, CancellationToken cancellationToken = default)
    {
        for (int left = maxBytes; left > 0; left -= UnreadCount)
        {
            _buffer.Advance(UnreadCount);
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Reads at least one more byte; false at the connection's end.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Free.IsEmpty)
        {
            bool isFull = UnreadCount == _buffer.Capacity;
            _buffer.Reserve(isFull ? Math.Max(FirstCapacity, _buffer.Capacity * 2) : _buffer.Capacity);
        }

        int count = await stream.ReadAsync(_buffer.Free, cancellationToken).ConfigureAwait(false);
        _buffer.Commit(count);
        return count > 0;
    }

    private async ValueTask FillOrFailAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            throw EndedEarly();
        }
    }

    /// <summary>Some callers send a CRLF more than they should behind a body; the standard says to let one pass.</summary>
    private async ValueTask SkipBlankLineAsync(CancellationToken cancellationToken)
    {
        if (_buffer.Unread.Span[0] != '\r')
        {
            return;
        }

        if (UnreadCount == 1)
        {
            await FillOrFailAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_buffer.Unread.Span[1] == '\n')
        {
            _buffer.Advance(2);
        }
    }

    /// <summary>Where the empty line's CRLF CRLF starts, or -1. Refuses a line end without CR as soon as it is seen.</summary>
    private static int FindEnd(ReadOnlySpan<byte> bytes, ref int scanned)
    {
        while (bytes[scanned..].IndexOf((byte)'\n') is >= 0 and var distance)
        {
            int at = scanned + distance;
            if (at == 0 || bytes[at - 1] != '\r')
            {
                throw new HttpRefusalException(400, "a line ends without CR");
            }

            if (at == 1)
            {
                throw new HttpRefusalException(400, "there is no request line");
            }

            if (bytes[at - 2] == '\n')
            {
                return at - 3;
            }

            scanned = at + 1;
        }

        scanned = bytes.Length;
        return -1;
    }

    private async ValueTask CopyAsync(HttpBody body, long count, CancellationToken cancellationToken)
    {
        int buffered = (int)Math.Min(count, UnreadCount);
        body.Append(_buffer.Unread.Span[..buffered]);
        _buffer.Advance(buffered);
        for (count -= buffered; count > 0;)
        {
            int read = await stream.ReadAsync(body.GetFree(count), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw EndedEarly();
            }

            body.Commit(read);
            count -= read;
        }
    }

    private async ValueTask<long> ReadChunkSizeAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> line = await ReadLineAsync(MaxChunkLine, cancellationToken).ConfigureAwait(false);
        if (!Utf8Parser.TryParse(line.Span, out uint size, out int digits, 'X') || digits > 8)
        {
            throw new HttpRefusalException(400, "a chunk has no size");
        }

        // Extensions mean nothing here, but what could hide a line end in them is refused.
        ReadOnlySpan<byte> extension = line.Span[digits..];
        if (!extension.IsEmpty && (extension[0] != ';' || extension.ContainsAnyExceptInRange((byte)' ', (byte)'~')))
        {
            throw new HttpRefusalException(400, "a chunk's size is followed by something else");
        }

        return size;
    }

    private async ValueTask SkipTrailersAsync(CancellationToken cancellationToken)
    {
        int left = maxHeaderBytes;
        for (int count = 0; count <= MaxTrailers; count++)
        {
            ReadOnlyMemory<byte> line = await ReadLineAsync(left, cancellationToken).ConfigureAwait(false);
            if (line.IsEmpty)
            {
                return;
            }

            HttpHeadParser.ParseField(line.Span);
            left -= line.Length;
        }

        throw new HttpRefusalException(431, $"there are more than {MaxTrailers} trailers");
    }

    /// <summary>Takes a line that ends in CRLF, of at most so many bytes. It stays valid until the next read.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadLineAsync(int maxLength, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadOnlyMemory<byte> unread = _buffer.Unread;
            int lineFeed = unread.Span.IndexOf((byte)'\n');
            if ((lineFeed < 0 ? unread.Length : lineFeed) > maxLength + 1)
            {
                throw new HttpRefusalException(400, "a line of the chunked body is too long");
            }

            if (lineFeed == 0 || (lineFeed > 0 && unread.Span[lineFeed - 1] != '\r'))
            {
                throw new HttpRefusalException(400, "a line ends without CR");
            }

            if (lineFeed > 0)
            {
                _buffer.Advance(lineFeed + 1);
                return unread[..(lineFeed - 1)];
            }

            await FillOrFailAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static EndOfStreamException EndedEarly() => new("The connection ended within a request.");
}
