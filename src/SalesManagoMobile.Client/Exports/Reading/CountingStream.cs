namespace SalesManagoMobile.Client;

/// <summary>Tells how many bytes each read brought. Does not own the stream under it.</summary>
internal sealed class CountingStream(Stream stream, Action<int> onRead) : ReadOnlyStream
{
    public override bool CanSeek => stream.CanSeek;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        int count = stream.Read(buffer);
        onRead(count);
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);
}
