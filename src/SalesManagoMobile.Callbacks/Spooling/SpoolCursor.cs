using System.Text;
using Microsoft.Win32.SafeHandles;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// How far a spool was handed on, in a small file beside it that its reader holds locked. The reader behind <c>.cursor</c> is the pipeline,
/// and that file is the spool's lock, too: whoever holds it is the only one who appends. A kill at any moment leaves the old or the new
/// position.
/// </summary>
internal sealed class SpoolCursor : IDisposable
{
    private const int MaxLength = 4096;

    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;

    /// <param name="path">The cursor's file.</param>
    /// <param name="label">Whose cursor it is, for those who look at the file.</param>
    public SpoolCursor(string path, string label = "")
    {
        _stream = DurableFile.OpenForAppending(path, FileShare.None, isPrivate: false);
        _handle = _stream.SafeFileHandle;
        Label = label;
    }

    public string Label { get; }

    /// <summary>Whether there is nothing in the file yet.</summary>
    public bool IsNew => RandomAccess.GetLength(_handle) == 0;

    /// <summary>The position in the file that the cursor speaks of; null when the file is another one, or nothing was handed on of it.</summary>
    /// <param name="read">Reads the file.</param>
    public long? Find(LineScanner.ReadAt read) => SpoolPosition.Parse(Read()) is { } position && position.IsIn(read) ? position.Offset : null;

    /// <summary>
    /// The earliest line that a file may begin with of which nothing was handed on; null when something was, or it is not known.
    /// </summary>
    public DateTimeOffset? FindSince() => SpoolPosition.Parse(Read()) is { Offset: 0, Since: var since } ? since : null;

    /// <summary>Whether something was handed on, from whatever file.</summary>
    public bool HasBegun => SpoolPosition.Parse(Read()) is { Offset: > 0 };

    /// <summary>Starts where another one is, or at the beginning of a file.</summary>
    /// <param name="other">The other one; null for the beginning.</param>
    /// <param name="since">When the first callback of the file was received, or will be at the earliest.</param>
    public void Begin(SpoolCursor? other, DateTimeOffset since)
    {
        SpoolPosition position = SpoolPosition.Parse(other?.Read() ?? "") ?? new SpoolPosition(0, 0, since, "");
        RandomAccess.Write(_handle, Encoding.UTF8.GetBytes((position with { Label = Label }).ToString()), 0);
    }

    public void Set(SpooledCallback entry) => RandomAccess.Write(
        _handle, Encoding.ASCII.GetBytes(SpoolPosition.FirstLine(entry.End, entry.Checksum)), 0);

    public void Dispose() => _stream.Dispose();

    private string Read()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.UTF8.GetString(text[..RandomAccess.Read(_handle, text, 0)]);
    }
}
