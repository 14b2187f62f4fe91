using System.Buffers.Binary;
using System.IO.Compression;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads gzip and notices when it is cut short: the decompressor of the framework takes that for its end.
/// A gzip file closes with the size of what it holds, modulo 2^32 (RFC 1952, section 2.3.1).
/// </summary>
internal sealed class GzipContentStream : ReadOnlyStream
{
    private readonly byte[] _tail = new byte[4];
    private readonly GZipStream _gzip;
    private uint _size;

    public GzipContentStream(Stream compressed) =>
        _gzip = new GZipStream(new TailStream(compressed, _tail), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer)
    {
        int count = _gzip.Read(buffer);
        _size += (uint)count;
        if (count == 0 && buffer.Length > 0 && BinaryPrimitives.ReadUInt32LittleEndian(_tail) != _size)
        {
            throw new InvalidDataException("The gzip data is cut short, or is several gzip files joined in one.");
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Remembers the last bytes that went by.</summary>
    private sealed class TailStream(Stream stream, byte[] tail) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            int count = stream.Read(buffer);
            int kept = Math.Max(0, tail.Length - count);
            tail.AsSpan(tail.Length - kept).CopyTo(tail);
            int taken = tail.Length - kept;
            buffer[(count - taken)..count].CopyTo(tail.AsSpan(kept));
            return count;
        }
    }
}
