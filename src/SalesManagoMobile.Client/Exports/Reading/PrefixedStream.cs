namespace SalesManagoMobile.Client;

/// <summary>Bytes that were read to look at them, and then the rest of the stream that they came from.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadOnlyStream
{
    private int _used;

    public override int Read(Span<byte> buffer)
    {
        if (_used == prefix.Length)
        {
            return rest.Read(buffer);
        }

        int count = Math.Min(buffer.Length, prefix.Length - _used);
        prefix.AsSpan(_used, count).CopyTo(buffer);
        _used += count;
        return count;
    }
}
