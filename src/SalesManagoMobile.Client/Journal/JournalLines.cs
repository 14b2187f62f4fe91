namespace SalesManagoMobile.Client;

/// <summary>Reads a journal line by line, checks each, and tells where the whole lines end.</summary>
internal sealed class JournalLines(Stream stream, string path)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The number of the line read last; 1 is the header.</summary>
    public long Number { get; private set; }

    /// <summary>The offset behind the last whole line.</summary>
    public long WholeLength { get; private set; }

    /// <summary>Reads the header. False when the file is empty, or holds no more than the beginning of a header.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: the file is no journal, or one of another version.</exception>
    public bool ReadHeader()
    {
        if (!TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (JournalFormat.MayBeHeader(_buffer.AsSpan(_start, _end - _start)))
            {
                return false;
            }

            throw NoJournal();
        }

        if (!JournalFormat.IsAnyHeader(line))
        {
            throw NoJournal();
        }

        if (!JournalFormat.IsWhole(line))
        {
            throw Damaged();
        }

        if (!line.SequenceEqual(JournalFormat.Header[..^1]))
        {
            throw Failure($"The journal {path} was written by another version of this module. Nothing was sent. Use that version, or another journal.");
        }

        return true;
    }

    /// <summary>Reads the next whole line. False at the end, and at a last line without its line feed: that one was cut by a crash.</summary>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: the line does not match its checksum.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (!TryReadLine(out line))
        {
            return false;
        }

        return JournalFormat.IsWhole(line) ? true : throw Damaged();
    }

    /// <summary>The failure that names the line read last.</summary>
    public SmException Damaged() => Failure(
        $"The journal {path} is damaged in line {Number}, so it cannot be told what was sent before. Nothing was sent. "
        + "Restore the file from a copy. Removing the line makes the file readable again, but the send on it may then be sent twice.");

    private SmException NoJournal() => Failure(
        $"The file {path} is not a send journal, and was left as it is. Give the path of a journal, or of a file that does not exist yet.");

    private static SmException Failure(string message) => new(SmFailureKind.Journal, message);

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched;
                line = _buffer.AsSpan(_start, length);
                _start += length + 1;
                WholeLength += length + 1;
                Number++;
                return true;
            }

            searched = _end - _start;
            if (!Fill())
            {
                line = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
