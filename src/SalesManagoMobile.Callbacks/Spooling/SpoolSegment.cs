using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>A file of the spool, and the one that followed it when the file was moved away or replaced.</summary>
internal sealed class SpoolSegment : IDisposable
{
    /// <summary>How much of a file that begins otherwise is searched for a line of a spool.</summary>
    private const long MaxSearchedBytes = 1024 * 1024;

    private static readonly byte[] FirstBytes = "{\"at\":\""u8.ToArray();

    private SpoolSegment? _next;

    /// <summary>Checks that the file is a spool, and repairs what a crash left at its end.</summary>
    public SpoolSegment(AppendFile file)
    {
        File = file;
        try
        {
            RefuseForeignFile();
            RepairEnd();
        }
        catch
        {
            file.Dispose();
            throw;
        }

        InitialLength = file.Length;
    }

    public AppendFile File { get; }

    /// <summary>What was in the file when it was opened, in bytes.</summary>
    public long InitialLength { get; }

    /// <summary>Set once nothing more is appended to this file.</summary>
    public SpoolSegment? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }

    /// <summary>
    /// Appends what was in the file before this one and is not in this one: a file that was replaced by a copy of it lacks what came after
    /// the copy was made, and no other file may have that.
    /// </summary>
    public void Adopt(AppendFile before)
    {
        if (InitialLength == 0)
        {
            return;
        }

        HashSet<(uint, long)> present = [.. SpoolReader.ReadLines(File.Read, File.Path).Select(Key)];
        foreach (SpooledCallback entry in SpoolReader.ReadLines(before.Read, before.Path).Where(
            entry => entry.Post is not null && !present.Contains(Key(entry))))
        {
            byte[] line = new byte[entry.End - entry.Start];
            before.Read(line, entry.Start);
            File.Append(line, flush: false);
        }
    }

    /// <summary>
    /// Where to go on reading after the last line that was read of the file before: behind the same line, if it is here, too.
    /// </summary>
    public long FindBehind(SpooledCallback last) => InitialLength == 0 ? 0 : SpoolReader.ReadLines(File.Read, File.Path)
        .LastOrDefault(entry => Key(entry) == Key(last))?.End ?? 0;

    public void Dispose() => File.Dispose();

    private static (uint Checksum, long Length) Key(SpooledCallback entry) => (entry.Checksum, entry.End - entry.Start);

    /// <summary>
    /// A mistyped path must not cost anybody the last line of another file. A spool whose first line is damaged is still a spool.
    /// </summary>
    private void RefuseForeignFile()
    {
        Span<byte> first = stackalloc byte[FirstBytes.Length];
        first = first[..File.Read(first, 0)];
        if (!FirstBytes.AsSpan().StartsWith(first)
            && !SpoolReader.ReadLines((buffer, offset) => offset < MaxSearchedBytes ? File.Read(buffer, offset) : 0, File.Path)
            .Any(entry => entry.Checksum != 0))
        {
            throw new SpoolException($"The file {File.Path} is not a spool of callbacks, and was left as it is. Give another path.");
        }
    }

    /// <summary>
    /// A process that was killed while it wrote leaves a last line without its end. It was never acknowledged, so it is removed; but
    /// a line that lacks its line feed alone stays.
    /// </summary>
    private void RepairEnd()
    {
        long end = FindLastLineFeed();
        byte[] tail = new byte[Math.Min(File.Length - end, LineScanner.MaxLineLength)];
        int finished = SpoolLine.FinishedLength(tail.AsSpan(0, File.Read(tail, end)));
        if (tail.Length == 0)
        {
            return;
        }

        File.Cut(end + finished);
        if (finished > 0)
        {
            File.Append("\n"u8, flush: true);
        }
    }

    /// <summary>The offset behind the last line feed, or 0.</summary>
    private long FindLastLineFeed()
    {
        long end = File.Length;
        Span<byte> block = stackalloc byte[4096];
        while (end > 0)
        {
            long start = Math.Max(0, end - block.Length);
            int lineFeed = block[..File.Read(block[..(int)(end - start)], start)].LastIndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                return start + lineFeed + 1;
            }

            end = start;
        }

        return 0;
    }
}
