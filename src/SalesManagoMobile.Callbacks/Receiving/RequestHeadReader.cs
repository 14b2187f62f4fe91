namespace SalesManagoMobile.Callbacks;

/// <summary>Waits for a request's head on a connection.</summary>
internal static class RequestHeadReader
{
    /// <summary>The next head, or null when the caller closed the connection between two requests.</summary>
    /// <param name="buffer">The connection.</param>
    /// <param name="maxBytes">The longest head.</param>
    /// <param name="onFirstByte">Called once the request has begun.</param>
    public static async ValueTask<RequestHead?> ReadAsync(ReceiveBuffer buffer, int maxBytes, Action onFirstByte)
    {
        if (buffer.Unread.IsEmpty && !await buffer.FillAsync().ConfigureAwait(false))
        {
            return null;
        }

        onFirstByte();
        if (await AtBlankLineAsync(buffer).ConfigureAwait(false))
        {
            buffer.Advance(2);
        }

        for (int scanned = 0; ;)
        {
            int end = FindEnd(buffer.Unread.Span, ref scanned);
            if (end > maxBytes || (end < 0 && buffer.Unread.Length > maxBytes))
            {
                throw new HttpRefusal(431, $"the headers are longer than {maxBytes} bytes");
            }

            if (end >= 0)
            {
                RequestHead head = RequestHeadParser.Parse(buffer.Unread.Span[..end]);
                buffer.Advance(end + 4);
                return head;
            }

            await buffer.FillOrFailAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Some callers send a CRLF more than they should behind a body; the standard says to let one pass.</summary>
    private static async ValueTask<bool> AtBlankLineAsync(ReceiveBuffer buffer)
    {
        if (buffer.Unread.Span[0] != '\r')
        {
            return false;
        }

        if (buffer.Unread.Length == 1)
        {
            await buffer.FillOrFailAsync().ConfigureAwait(false);
        }

        return buffer.Unread.Span[1] == '\n';
    }

    /// <summary>Where the empty line's CRLF CRLF starts, or -1. Refuses a line end without CR as soon as it is seen.</summary>
    private static int FindEnd(ReadOnlySpan<byte> bytes, ref int scanned)
    {
        for (int i = scanned; i < bytes.Length; i++)
        {
            if (bytes[i] != '\n')
            {
                continue;
            }

            if (i == 0 || bytes[i - 1] != '\r')
            {
                throw new HttpRefusal(400, "a line ends without CR");
            }

            if (i >= 3 && bytes[i - 2] == '\n')
            {
                return i - 3;
            }

            if (i == 1)
            {
                throw new HttpRefusal(400, "there is no request line");
            }
        }

        scanned = bytes.Length;
        return -1;
    }
}
