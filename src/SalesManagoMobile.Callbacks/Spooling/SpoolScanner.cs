namespace SalesManagoMobile.Callbacks;

/// <summary>Reads entries one after the other with one buffer, whatever the file's size.</summary>
/// <param name="read">Reads bytes at an offset and returns how many; 0 at the end.</param>
/// <param name="position">The beginning of a line.</param>
internal sealed class SpoolScanner(SpoolScanner.ReadAt read, long position)
{
    /// <summary>Far above the longest line that a body within any sane limit makes.</summary>
    private const int MaxLineLength = 256 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public delegate int ReadAt(Span<byte> buffer, long offset);

    /// <summary>Where the next entry starts.</summary>
    public long Position { get; private set; } = position;

    /// <summary>Reads the next whole line that ends before the limit; null when there is none.</summary>
    public SpoolEntry? Next(long limit)
    {
        for (int searched = 0; ;)
        {
            Span<byte> unread = _buffer.AsSpan(_start, _end - _start);
            int newLine = unread[searched..].IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                return Take(unread[..(searched + newLine)]);
            }

            searched = unread.Length;
            if (!Fill(limit))
            {
                return null;
            }
        }
    }

    private SpoolEntry Take(ReadOnlySpan<byte> line)
    {
        long start = Position;
        _start += line.Length + 1;
        Position += line.Length + 1;
        return new SpoolEntry(SpoolLine.Decode(line), start, Position, SpoolLine.StatedChecksum(line) ?? 0);
    }

    private bool Fill(long limit)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxLineLength)
            {
                throw new SpoolException($"There is no line end within {MaxLineLength} bytes from byte {Position}: this is not a spool of callbacks.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        long offset = Position + _end;
        int wanted = (int)Math.Min(_buffer.Length - _end, limit - offset);
        int count = wanted <= 0 ? 0 : read(_buffer.AsSpan(_end, wanted), offset);
        _end += count;
        return count > 0;
    }
}
