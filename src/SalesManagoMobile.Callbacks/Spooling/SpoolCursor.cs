using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// How far the spool was handed on, in a small file beside it. The same file is the spool's lock: whoever holds it is the
/// only one who appends. A kill at any moment leaves the old or the new position.
/// </summary>
internal sealed class SpoolCursor : IDisposable
{
    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;

    public SpoolCursor(string spoolPath)
    {
        _stream = DurableFile.OpenForAppending(spoolPath + ".cursor", FileShare.None, isPrivate: false);
        _handle = _stream.SafeFileHandle;
    }

    /// <summary>
    /// Where to go on in the file: behind the last entry that was handed on, or at the beginning when the file is another one
    /// than the cursor speaks of.
    /// </summary>
    public long Find(AppendFile file)
    {
        Span<byte> text = stackalloc byte[64];
        text = text[..RandomAccess.Read(_handle, text, 0)];
        string[] parts = Encoding.ASCII.GetString(text).Split(' ', '\n');
        return parts.Length >= 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long position)
            && uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint checksum)
            && EndsEntry(file, position, checksum)
            ? position
            : 0;
    }

    public void Set(SpooledCallback entry) => RandomAccess.Write(
        _handle,
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{entry.End:d19} {entry.Checksum:x8}\n")),
        0);

    public void Dispose() => _stream.Dispose();

    private static bool EndsEntry(AppendFile file, long position, uint checksum)
    {
        // The end of a line as SpoolLine writes it: the checksum, a quote, a brace and the LF.
        Span<byte> end = stackalloc byte[11];
        return position >= end.Length && position <= file.Length
            && file.Read(end, position - end.Length) == end.Length
            && end.SequenceEqual(Encoding.ASCII.GetBytes($"{checksum:x8}\"}}\n"));
    }
}
