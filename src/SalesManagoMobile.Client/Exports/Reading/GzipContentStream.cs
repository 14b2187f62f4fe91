using System.IO.Compression;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads gzip, of one member or of several, and notices when it is cut short: the decompressor of the framework takes that for its end.
/// So a member of known content follows the file's own bytes. It comes out only if the last of the file's members is whole.
/// </summary>
internal sealed class GzipContentStream : ReadOnlyStream
{
    private static readonly byte[] Mark = "the end of the file"u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);
    private readonly byte[] _buffer = new byte[1 << 15];
    private readonly MarkedStream _marked;
    private readonly GZipStream _gzip;
    private int _start;
    private int _end;
    private bool _over;

    public GzipContentStream(Stream compressed)
    {
        _marked = new MarkedStream(compressed);
        _gzip = new GZipStream(_marked, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && !_over)
        {
            (_start, _end) = (0, _gzip.Read(_buffer));
            if (_marked.IsOver || _end == 0)
            {
                // All that the file's own bytes expand to came out before its end was asked for.
                ThrowUnlessMarked();
                _over = true;
                _end = 0;
            }
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
            _marked.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ThrowUnlessMarked()
    {
        if (!_marked.IsOver)
        {
            throw new InvalidDataException("Something follows the gzip data that is not gzip.");
        }

        if (!_buffer.AsSpan(0, _end).SequenceEqual(Mark) || _gzip.Read(_buffer) != 0)
        {
            throw new InvalidDataException("The gzip data is cut short.");
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }

        return member.ToArray();
    }

    /// <summary>The file's bytes, and the mark after them.</summary>
    private sealed class MarkedStream(Stream file) : ReadOnlyStream
    {
        private int _sent;

        /// <summary>Whether all bytes of the file were read, and the mark was begun.</summary>
        public bool IsOver { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = IsOver ? 0 : file.Read(buffer);
            if (count > 0)
            {
                return count;
            }

            IsOver = true;
            count = Math.Min(buffer.Length, MarkMember.Length - _sent);
            MarkMember.AsSpan(_sent, count).CopyTo(buffer);
            _sent += count;
            return count;
        }
    }
}
