namespace SalesManagoMobile.Http;

/// <summary>A body while it is received: limited in itself, and with all others by a budget.</summary>
/// <param name="maxBytes">The longest body.</param>
/// <param name="budget">What all bodies share; null for no common limit.</param>
public sealed class HttpBody(int maxBytes, HttpBodyBudget? budget = null) : IDisposable
{
    private const int FirstCapacity = 4096;

    private readonly GrowableBuffer _buffer = new();
    private int _stated;
    private int _taken;

    /// <summary>What was received so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.Unread;

    /// <summary>Refuses a body that states a length over the limit, before any of it is read.</summary>
    /// <exception cref="HttpRefusalException">413: it is too long.</exception>
    public void ExpectLength(long length)
    {
        CheckRoom(length);
        _stated = (int)length;
    }

    /// <summary>Gives the memory back to the budget.</summary>
    public void Dispose()
    {
        budget?.Return(_taken);
        _taken = 0;
    }

    /// <summary>Free space for the next bytes, 1 to <paramref name="count"/>.</summary>
    internal Memory<byte> GetFree(long count)
    {
        if (_buffer.Free.IsEmpty)
        {
            Grow();
        }

        return _buffer.Free[..(int)Math.Min(count, _buffer.Free.Length)];
    }

    /// <summary>Refuses more bytes than the limit leaves.</summary>
    internal void CheckRoom(long count)
    {
        if (count > maxBytes - _buffer.Unread.Length)
        {
            throw new HttpRefusalException(413, $"the body is longer than {maxBytes} bytes");
        }
    }

    internal void Commit(int count) => _buffer.Commit(count);

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Memory<byte> free = GetFree(bytes.Length);
            bytes[..free.Length].CopyTo(free.Span);
            Commit(free.Length);
            bytes = bytes[free.Length..];
        }
    }

    /// <summary>Doubles, up to what the caller stated: a caller that states much and sends little costs little.</summary>
    private void Grow()
    {
        CheckRoom(1);
        int limit = _stated > _buffer.Capacity ? _stated : maxBytes;
        int size = (int)Math.Min(limit, Math.Max(FirstCapacity, _buffer.Capacity * 2L));
        int more = Math.Max(0, size - HttpBodyBudget.FreeBytes) - _taken;
        if (more > 0 && budget?.TryTake(more) == false)
        {
            throw new HttpRefusalException(503, "too many large requests arrived at once");
        }

        _taken += more > 0 ? more : 0;
        _buffer.Reserve(size);
    }
}

/// <summary>
/// The memory that all bodies together may take at one moment. A body's first 16 KiB are free, so callers with ordinary
/// bodies never meet it; those with large ones are asked to come back.
/// </summary>
/// <param name="bytes">How many bytes beyond each body's first 16 KiB.</param>
public sealed class HttpBodyBudget(long bytes)
{
    internal const int FreeBytes = 16 * 1024;

    private long _left = bytes;

    internal bool TryTake(int count)
    {
        if (Interlocked.Add(ref _left, -count) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, count);
        return false;
    }

    internal void Return(int count) => Interlocked.Add(ref _left, count);
}
