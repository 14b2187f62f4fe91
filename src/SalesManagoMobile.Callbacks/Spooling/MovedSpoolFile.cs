using System.Globalization;
using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// A file of a spool that a rotation moved away, to a name in the same folder that begins with the spool's. When a run ends before a reader
/// has read it completely, the next run continues there.
/// </summary>
/// <param name="Path">Where it is now.</param>
/// <param name="FirstAt">When its first callback was received.</param>
/// <param name="Start">Where to go on reading; null when the cursor belongs to another file.</param>
internal sealed record MovedSpoolFile(string Path, DateTimeOffset FirstAt, long? Start)
{
    /// <summary>The beginning of a line, up to the end of its time.</summary>
    private const int HeadLength = 35;

    /// <summary>What a reader has not got of files that were moved away, oldest first; null when the file that it was in is not there.</summary>
    /// <param name="current">The file that has the spool's name now.</param>
    /// <param name="cursor">The reader's, which is not in that file.</param>
    public static IReadOnlyList<MovedSpoolFile>? FindUnread(AppendFile current, SpoolCursor cursor)
    {
        DateTimeOffset end = FindFirstAt(current.Read) ?? DateTimeOffset.MaxValue;
        List<MovedSpoolFile> all = [.. FindAll(current.Path, cursor).Where(file => file.FirstAt < end)];
        if (!cursor.HasBegun)
        {
            return cursor.FindSince() is { } since ? [.. all.Where(file => file.FirstAt >= since)] : [];
        }

        int at = all.FindIndex(file => file.Start is not null);
        return at < 0 ? null : [.. all.Skip(at)];
    }

    /// <summary>When the first callback of a file was received; null when the file does not begin as a spool does.</summary>
    public static DateTimeOffset? FindFirstAt(LineScanner.ReadAt read)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        return read(head, 0) == HeadLength && head.StartsWith("{\"at\":\""u8)
            && DateTimeOffset.TryParseExact(
                Encoding.ASCII.GetString(head[7..]), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)
                ? at
                : null;
    }

    /// <summary>Its lines from <see cref="Start"/> on.</summary>
    public IEnumerable<SpooledCallback> ReadLines()
    {
        using FileStream file = DurableFile.OpenForReading(Path);
        foreach (SpooledCallback entry in SpoolReader.ReadLines(
            (buffer, offset) => RandomAccess.Read(file.SafeFileHandle, buffer, offset), Path, Start ?? 0))
        {
            yield return entry;
        }
    }

    /// <summary>Files with one first time are copies of one file.</summary>
    private static IEnumerable<MovedSpoolFile> FindAll(string spoolPath, SpoolCursor cursor)
    {
        string name = System.IO.Path.GetFileName(spoolPath);
        return Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(spoolPath)!)
            .Where(path => path != spoolPath
                && System.IO.Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)
                && !path.EndsWith(".cursor", StringComparison.Ordinal))
            .Select(path => Look(path, cursor))
            .OfType<MovedSpoolFile>()
            .OrderBy(file => file.FirstAt).ThenBy(file => file.Start is null)
            .DistinctBy(file => file.FirstAt);
    }

    private static MovedSpoolFile? Look(string path, SpoolCursor cursor)
    {
        try
        {
            using FileStream file = DurableFile.OpenForReading(path);
            int Read(Span<byte> buffer, long offset) => RandomAccess.Read(file.SafeFileHandle, buffer, offset);
            return FindFirstAt(Read) is { } firstAt ? new MovedSpoolFile(path, firstAt, cursor.Find(Read)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
