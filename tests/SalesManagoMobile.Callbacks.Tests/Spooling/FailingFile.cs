using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A file on a disk that is full while the test says so. Half of the bytes still get through, as on a real one.</summary>
internal sealed class FailingFile(string path) : SpoolFile(path)
{
    public bool IsFull { get; set; }

    /// <summary>Whether the device takes the bytes and then does not say that it has them.</summary>
    public bool FailsToFlush { get; set; }

    public int Flushes { get; private set; }

    private protected override void Write(SafeFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> lines, long offset)
    {
        if (!IsFull)
        {
            base.Write(handle, lines, offset);
            return;
        }

        base.Write(handle, [lines[0][..(lines[0].Length / 2)]], offset);
        throw new IOException("No space left on device");
    }

    private protected override void Flush(SafeFileHandle handle)
    {
        if (FailsToFlush)
        {
            throw new IOException("Input/output error");
        }

        Flushes++;
        base.Flush(handle);
    }
}
