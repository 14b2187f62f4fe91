using System.Buffers.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads a request's body, by its length or in chunks.</summary>
internal static class RequestBodyReader
{
    private const int MaxChunkLine = 256;
    private const int MaxTrailers = 32;

    /// <summary>Reads the whole body into <paramref name="body"/>.</summary>
    public static async ValueTask ReadAsync(RequestHead head, ReceiveBuffer buffer, RequestBody body, int maxHeaderBytes)
    {
        if (!head.IsChunked)
        {
            await CopyAsync(buffer, body, head.ContentLength).ConfigureAwait(false);
            return;
        }

        while (await ReadChunkSizeAsync(buffer).ConfigureAwait(false) is > 0 and var size)
        {
            body.ExpectLength(size);
            await CopyAsync(buffer, body, size).ConfigureAwait(false);
            if ((await buffer.ReadLineAsync(0).ConfigureAwait(false)).Length != 0)
            {
                throw new HttpRefusal(400, "a chunk is longer than it says");
            }
        }

        await SkipTrailersAsync(buffer, maxHeaderBytes).ConfigureAwait(false);
    }

    private static async ValueTask CopyAsync(ReceiveBuffer buffer, RequestBody body, long left)
    {
        while (left > 0)
        {
            if (buffer.Unread.IsEmpty)
            {
                await buffer.FillOrFailAsync().ConfigureAwait(false);
            }

            ReadOnlyMemory<byte> part = buffer.Unread[..(int)Math.Min(left, buffer.Unread.Length)];
            body.Append(part.Span);
            buffer.Advance(part.Length);
            left -= part.Length;
        }
    }

    private static async ValueTask<long> ReadChunkSizeAsync(ReceiveBuffer buffer)
    {
        ReadOnlyMemory<byte> line = await buffer.ReadLineAsync(MaxChunkLine).ConfigureAwait(false);
        if (!Utf8Parser.TryParse(line.Span, out uint size, out int digits, 'X') || digits > 8)
        {
            throw new HttpRefusal(400, "a chunk has no size");
        }

        // Extensions mean nothing here, but what could hide a line end in them is refused.
        ReadOnlySpan<byte> extension = line.Span[digits..];
        if (!extension.IsEmpty && (extension[0] != ';' || extension.ContainsAnyExceptInRange((byte)' ', (byte)'~')))
        {
            throw new HttpRefusal(400, "a chunk's size is followed by something else");
        }

        return size;
    }

    private static async ValueTask SkipTrailersAsync(ReceiveBuffer buffer, int maxBytes)
    {
        for (int count = 0; count <= MaxTrailers; count++)
        {
            ReadOnlyMemory<byte> line = await buffer.ReadLineAsync(maxBytes).ConfigureAwait(false);
            if (line.IsEmpty)
            {
                return;
            }

            RequestHeadParser.ParseField(line.Span);
            maxBytes -= line.Length;
        }

        throw new HttpRefusal(431, $"more than {MaxTrailers} trailers");
    }
}
