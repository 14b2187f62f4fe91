namespace SalesManagoMobile.Http;

/// <summary>Bytes that are appended at the end and taken from the front, in one array that grows by doubling.</summary>
internal sealed class GrowableBuffer
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Unread => _bytes.AsMemory(_start, _end - _start);

    /// <summary>The free space behind the last byte.</summary>
    public Memory<byte> Free => _bytes.AsMemory(_end);

    public int Capacity => _bytes.Length;

    /// <summary>Counts bytes that were written into <see cref="Free"/>.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>Takes bytes from the front.</summary>
    public void Advance(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
        }
    }

    /// <summary>Moves the unread bytes to the front, and to a larger array when the capacity is smaller than asked for.</summary>
    public void Reserve(int capacity)
    {
        byte[] target = capacity > _bytes.Length ? new byte[capacity] : _bytes;
        Unread.Span.CopyTo(target);
        (_bytes, _start, _end) = (target, 0, _end - _start);
    }
}
