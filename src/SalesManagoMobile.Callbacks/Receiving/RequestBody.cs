namespace SalesManagoMobile.Callbacks;

/// <summary>A body while it is received: limited in itself, and with all others by the budget.</summary>
internal sealed class RequestBody(int maxBytes, BodyBudget budget) : IDisposable
{
    private byte[] _bytes = [];
    private int _length;
    private int _taken;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Refuses a body that says it is too long, before any of it is read.</summary>
    public void ExpectLength(long length)
    {
        if (length > maxBytes)
        {
            throw TooLong();
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > maxBytes - _length)
        {
            throw TooLong();
        }

        if (_length + bytes.Length > _bytes.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        budget.Return(_taken);
        _taken = 0;
    }

    private void Grow(int needed)
    {
        int size = (int)Math.Min(maxBytes, Math.Max(needed, _bytes.Length * 2L));
        int more = Math.Max(0, size - BodyBudget.FreeBytes) - _taken;
        if (more > 0 && !budget.TryTake(more))
        {
            throw new HttpRefusal(503, "too many large requests at once");
        }

        _taken += more;
        Array.Resize(ref _bytes, size);
    }

    private HttpRefusal TooLong() => new(413, $"the body is longer than {maxBytes} bytes");
}
