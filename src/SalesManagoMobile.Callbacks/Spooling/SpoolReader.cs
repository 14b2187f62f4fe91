using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>Reads a spool that may be in use by a receiver, or that was moved away.</summary>
public static class SpoolReader
{
    /// <summary>
    /// All callbacks of the file in the order of their arrival, duplicates marked. An incomplete last line is left out: it
    /// is being written, or was never acknowledged.
    /// </summary>
    /// <exception cref="SpoolException">The file cannot be read, or has no line ends.</exception>
    public static IEnumerable<SpooledCallback> Read(string path)
    {
        using FileStream file = Open(path);
        var window = new DuplicateWindow();
        int ReadAt(Span<byte> buffer, long offset) => RandomAccess.Read(file.SafeFileHandle, buffer, offset);
        var forwarded = new ForwardedCallbacks(path, ReadAt);
        foreach (SpooledCallback entry in ReadLines(ReadAt, path))
        {
            yield return forwarded.Mark(window.Mark(entry));
        }
    }

    /// <summary>All lines from the beginning of one on, their callbacks not read yet.</summary>
    /// <param name="read">Reads bytes at an offset.</param>
    /// <param name="path">The spool, for messages.</param>
    /// <param name="start">Where a line begins.</param>
    internal static IEnumerable<SpooledCallback> ReadLines(LineScanner.ReadAt read, string path, long start = 0)
    {
        var scanner = new LineScanner(read, start);
        while (Next(scanner, path, long.MaxValue) is { } entry)
        {
            yield return entry;
        }

        // Its writer may have been killed before the line feed.
        if (SpoolLine.FinishedLength(scanner.Tail) is > 0 and { } length)
        {
            yield return Entry(scanner.Tail[..length], path, scanner.Position);
        }
    }

    /// <summary>Reads the next line that ends before the limit; null when there is none.</summary>
    internal static SpooledCallback? Next(LineScanner scanner, string path, long limit, SpoolSegment? segment = null)
    {
        long start = scanner.Position;
        try
        {
            return scanner.TryRead(limit, out ReadOnlySpan<byte> line) ? Entry(line, path, start, segment) : null;
        }
        catch (InvalidDataException e)
        {
            throw new SpoolException($"The file {path} is not a spool of callbacks: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new SpoolException($"The spool {path} cannot be read: {e.Message}", e);
        }
    }

    private static SpooledCallback Entry(ReadOnlySpan<byte> line, string path, long start, SpoolSegment? segment = null) => new()
    {
        Post = SpoolLine.Decode(line),
        Path = path,
        Start = start,
        End = start + line.Length + 1,
        Checksum = SpoolLine.StatedChecksum(line) ?? 0,
        Segment = segment,
    };

    private static FileStream Open(string path)
    {
        try
        {
            return DurableFile.OpenForReading(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"The spool {path} cannot be read: {e.Message}", e);
        }
    }
}
