namespace SalesManagoMobile.Client;

/// <summary>Stops an archive that expands without end: counts the bytes that went into decompression and those that came out.</summary>
internal sealed class ExpansionGuard(DeliveryReadOptions options)
{
    private long _read;
    private long _expanded;

    /// <summary>Counts what is read from the file itself.</summary>
    public Stream Compressed(Stream stream) => new CountingStream(stream, count => _read += count);

    /// <summary>Counts what comes out of decompression.</summary>
    /// <exception cref="InvalidDataException">From the stream's reads: it expands beyond a limit.</exception>
    public Stream Expanded(Stream stream) => new CountingStream(stream, Check);

    /// <summary>Whether a limit was broken: then no other part of the file is read either.</summary>
    public bool Exceeded { get; private set; }

    private void Check(int count)
    {
        _expanded += count;
        if (_expanded > options.MaxExpandedBytes)
        {
            Exceed($"It expands to more than {options.MaxExpandedBytes:N0} bytes, which is not read.");
        }

        if (_expanded > options.ExpansionGrace && _expanded / options.MaxExpansionRatio > _read)
        {
            Exceed($"It expands to more than {options.MaxExpansionRatio} times its size, as no export does.");
        }
    }

    private void Exceed(string message)
    {
        Exceeded = true;
        throw new InvalidDataException(message);
    }
}
