using System.IO.Compression;

namespace SalesManagoMobile.Client;

/// <summary>Reads an entry of a ZIP and checks at its end that size and checksum are what the archive claims.</summary>
internal sealed class ZipEntryStream(ZipArchiveEntry entry) : ReadOnlyStream
{
    private readonly Stream _content = entry.Open();
    private long _size;
    private uint _crc;

    public override int Read(Span<byte> buffer)
    {
        int count = _content.Read(buffer);
        _size += count;
        _crc = Crc32.Append(_crc, buffer[..count]);
        if (_size > entry.Length || (count == 0 && buffer.Length > 0 && _size < entry.Length))
        {
            throw new InvalidDataException($"The archive claims {entry.Length:N0} bytes for it, and it holds {(_size > entry.Length ? "more" : $"{_size:N0}")}.");
        }

        if (count == 0 && buffer.Length > 0 && _crc != entry.Crc32)
        {
            throw new InvalidDataException("Its checksum is not the one that the archive claims.");
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
