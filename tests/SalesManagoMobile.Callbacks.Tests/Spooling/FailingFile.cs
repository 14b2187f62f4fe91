using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A file on a disk that is full while the test says so. Half of the bytes still get through, as on a real one.</summary>
internal sealed class FailingFile(string path) : AppendFile(path, FileShare.Read | FileShare.Delete, isPrivate: false)
{
    public bool IsFull { get; set; }

    /// <summary>Whether the device takes the bytes and then does not say that it has them.</summary>
    public bool FailsToFlush { get; set; }

    public int Flushes { get; private set; }

    public override void Flush()
    {
        if (FailsToFlush)
        {
            throw new IOException("Input/output error");
        }

        Flushes++;
        base.Flush();
    }

    protected override void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (!IsFull)
        {
            base.Write(bytes, offset);
            return;
        }

        base.Write(bytes[..(bytes.Length / 2)], offset);
        throw new IOException("No space left on device");
    }
}
