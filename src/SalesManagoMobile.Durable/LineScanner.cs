namespace SalesManagoMobile.Durable;

/// <summary>Reads lines one after the other with one buffer, whatever the file's size.</summary>
/// <param name="read">Reads bytes at an offset and returns how many; 0 at the end.</param>
/// <param name="position">The beginning of a line.</param>
internal sealed class LineScanner(LineScanner.ReadAt read, long position = 0)
{
    /// <summary>Far above the longest line that is ever written.</summary>
    public const int MaxLineLength = 256 * 1024 * 1024;

    private const int Capacity = 64 * 1024;

    /// <summary>A buffer that one long line has made larger than this is not kept.</summary>
    private const int MaxKeptCapacity = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[Capacity];
    private int _start;
    private int _end;

    public delegate int ReadAt(Span<byte> buffer, long offset);

    /// <summary>Where the next line starts, in bytes.</summary>
    public long Position { get; private set; } = position;

    /// <summary>How many lines were read.</summary>
    public long Count { get; private set; }

    /// <summary>What follows the last line feed, once there are no more lines.</summary>
    public ReadOnlySpan<byte> Tail => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads the next line that ends before the limit. False when there is none.</summary>
    /// <param name="limit">The offset that is not read beyond.</param>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <exception cref="InvalidDataException">There is no line feed within <see cref="MaxLineLength"/>.</exception>
    public bool TryRead(long limit, out ReadOnlySpan<byte> line)
    {
        for (int searched = 0; ;)
        {
            int lineFeed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                line = _buffer.AsSpan(_start, searched + lineFeed);
                _start += line.Length + 1;
                Position += line.Length + 1;
                Count++;
                return true;
            }

            searched = _end - _start;
            if (!Fill(limit))
            {
                line = default;
                return false;
            }
        }
    }

    private bool Fill(long limit)
    {
        if (_start > 0)
        {
            byte[] target = _buffer.Length > MaxKeptCapacity && _end - _start < Capacity ? new byte[Capacity] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(target);
            (_buffer, _start, _end) = (target, 0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxLineLength)
            {
                throw new InvalidDataException($"There is no line end within {MaxLineLength} bytes from byte {Position}.");
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
