using System.Runtime.CompilerServices;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The durable queue of a receiver. A POST is kept when <see cref="AppendAsync"/> ends, and handed on through
/// <see cref="ReadAsync"/>, at least once, also by a later run: whatever is not confirmed comes again. What waits for a slow
/// consumer waits in the file, not in memory.
/// </summary>
public sealed class CallbackSpool : IDisposable
{
    /// <summary>How far back a new run looks for repeats, besides what it receives itself.</summary>
    private const long RememberedBytes = 32 * 1024 * 1024;

    private readonly SpoolCursor _cursor;
    private readonly SpoolWriter _writer;

    private CallbackSpool(string path, Func<AppendFile> openFile)
    {
        Path = path;
        _cursor = new SpoolCursor(path);
        try
        {
            _writer = new SpoolWriter(openFile);
        }
        catch
        {
            _cursor.Dispose();
            throw;
        }
    }

    /// <summary>The file's full path. Beside it lies <c>.cursor</c>: how far the callbacks were handed on.</summary>
    public string Path { get; }

    /// <summary>Opens a spool, or makes a new one that only the owner can read. Nobody else can open it meanwhile.</summary>
    /// <exception cref="SpoolException">It is in use, is no spool, or cannot be opened.</exception>
    public static CallbackSpool Open(string path)
    {
        try
        {
            path = DurableFile.Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"The spool {path} cannot be opened: {e.Message}", e);
        }

        return Open(path, () => new AppendFile(path, FileShare.Read | FileShare.Delete, isPrivate: false));
    }

    /// <summary>Keeps a POST. It is on the device when the task ends.</summary>
    /// <exception cref="SpoolException">It is not kept: the disk is full, or gone.</exception>
    public Task AppendAsync(ReceivedPost post) => _writer.AppendAsync(SpoolLine.Encode(post));

    /// <summary>
    /// What was not handed on yet, then what comes, until <see cref="CompleteAdding"/>. For one reader, once.
    /// </summary>
    public async IAsyncEnumerable<SpooledCallback> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SpoolSegment segment = _writer.First;
        long start = _cursor.Find(segment.File);
        DuplicateWindow window = RememberBefore(segment.File, start);
        SpooledCallback? last = null;
        var scanner = new LineScanner(segment.File.Read, start);
        bool more = true;
        while (true)
        {
            // Asked for before reading to the end: a file that has a successor has got its last line.
            SpoolSegment? next = segment.Next;
            while (SpoolReader.Next(scanner, Path, segment.File.Length, segment) is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = entry;
                yield return window.Mark(entry);
            }

            if (next is not null)
            {
                segment.File.Dispose();
                segment = next;
                scanner = new LineScanner(segment.File.Read, last is null ? _cursor.Find(segment.File) : segment.FindBehind(last));
            }
            else if (more)
            {
                more = await _writer.Appended.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
                _writer.Appended.TryRead(out _);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Records that a callback was handed on: a later run goes on behind it. Confirm in the order of reading.</summary>
    /// <exception cref="SpoolException">It cannot be noted; unless a later callback is confirmed, this one comes again.</exception>
    public void Confirm(SpooledCallback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);

        // A file that was moved away has no later run. A damaged line has no checksum to be found again by.
        if (callback is not { Post: not null, Segment.Next: null })
        {
            return;
        }

        try
        {
            _cursor.Set(callback);
        }
        catch (IOException failure)
        {
            throw new SpoolException($"The cursor of the spool {Path} cannot be saved: {failure.Message}", failure);
        }
    }

    /// <summary>Writes what waits and takes nothing more; <see cref="ReadAsync"/> then ends behind the last callback.</summary>
    public void CompleteAdding() => _writer.Dispose();

    /// <summary>Completes, closes the file and releases the lock.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        for (SpoolSegment? segment = _writer.First; segment is not null; segment = segment.Next)
        {
            segment.File.Dispose();
        }

        _cursor.Dispose();
    }

    internal static CallbackSpool Open(string path, Func<AppendFile> openFile)
    {
        try
        {
            return new CallbackSpool(path, openFile);
        }
        catch (Exception e) when (e is (IOException and not SpoolException) or UnauthorizedAccessException)
        {
            throw new SpoolException(
                $"The spool {path} cannot be opened: {e.Message} If another receiver uses it, stop that one or give another path.", e);
        }
    }

    private DuplicateWindow RememberBefore(AppendFile file, long end)
    {
        var window = new DuplicateWindow();
        long start = Math.Max(0, end - RememberedBytes);
        var scanner = new LineScanner(file.Read, start);

        // A start somewhere inside the file is inside a line.
        if (start > 0)
        {
            scanner.TryRead(end, out _);
        }

        while (SpoolReader.Next(scanner, Path, end) is { } entry)
        {
            window.Mark(entry);
        }

        return window;
    }
}
