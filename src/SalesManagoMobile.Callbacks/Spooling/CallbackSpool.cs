using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// The durable queue of a receiver. A POST is kept when <see cref="AppendAsync"/> ends, and handed on through
/// <see cref="ReadAsync"/>, at least once, also by a later run: whatever is not confirmed comes again. What waits for a slow
/// consumer waits in the file, not in memory.
/// </summary>
public sealed class CallbackSpool : IDisposable
{
    internal const string CursorExtension = ".cursor";

    /// <summary>How far back a new run looks for repeats, besides what it receives itself.</summary>
    private const long RememberedBytes = 32 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly SpoolCursor _cursor;
    private readonly SpoolWriter _writer;
    private readonly SpoolFollower _pipeline;
    private readonly List<SpoolFollower> _targets = [];
    private SpoolSegment _oldest;

    private CallbackSpool(string path, Func<AppendFile> openFile)
    {
        Path = path;
        _cursor = new SpoolCursor(path + CursorExtension);
        try
        {
            _writer = new SpoolWriter(openFile);
            _oldest = _writer.First;
            Begin(_cursor, null);
            _pipeline = new SpoolFollower(_writer, _cursor, ReleaseFiles);
        }
        catch
        {
            _writer?.Dispose();
            _oldest?.Dispose();
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
    /// <exception cref="SpoolException">It was not stored: the disk is full or not available.</exception>
    public Task AppendAsync(ReceivedPost post) => _writer.AppendAsync(SpoolLine.Encode(post));

    /// <summary>
    /// What was not handed on yet, then what comes, until <see cref="CompleteAdding"/>. For one reader, once.
    /// </summary>
    public async IAsyncEnumerable<SpooledCallback> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        DuplicateWindow window = RememberBefore(_pipeline.Segment.File, _pipeline.Start);
        await foreach (SpooledCallback entry in _pipeline.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            SpooledCallback read = window.Mark(entry);
            yield return read.Callback is { } callback ? read with { Callback = callback with { ForwardedTo = ForwardedTo(read) } } : read;
        }
    }

    /// <summary>Records that a callback was emitted: a later run continues after it. Confirm in the order of reading.</summary>
    /// <exception cref="SpoolException">It cannot be noted; unless a later callback is confirmed, this one comes again.</exception>
    public void Confirm(SpooledCallback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Confirm(callback, _pipeline);
    }

    /// <summary>Writes what waits and takes nothing more; <see cref="ReadAsync"/> then ends behind the last callback.</summary>
    public void CompleteAdding() => _writer.Dispose();

    /// <summary>Completes, closes the file and releases the lock.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        for (SpoolSegment? segment = _oldest; segment is not null; segment = segment.Next)
        {
            segment.File.Dispose();
        }

        _targets.ForEach(target => target.Dispose());
        _pipeline.Dispose();
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

    /// <summary>
    /// A reader for a target, before anything is read. A new target starts at the pipeline's position; another one continues at its own.
    /// </summary>
    /// <exception cref="SpoolException">Its cursor cannot be opened.</exception>
    internal SpoolFollower Follow(Uri target)
    {
        string name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(target.AbsoluteUri)))[..16].ToLowerInvariant();
        string path = $"{Path}.forward-{name}{CursorExtension}";
        try
        {
            var cursor = new SpoolCursor(path, CallbackSender.Mask(target).AbsoluteUri);
            Begin(cursor, _cursor);
            var follower = new SpoolFollower(_writer, cursor, ReleaseFiles);
            _targets.Add(follower);
            return follower;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"The cursor {path} cannot be opened: {e.Message}", e);
        }
    }

    internal void Confirm(SpooledCallback entry, SpoolFollower follower)
    {
        try
        {
            follower.Confirm(entry);
        }
        catch (IOException failure)
        {
            throw new SpoolException($"The cursor of the spool {Path} cannot be saved: {failure.Message}", failure);
        }
    }

    private void Begin(SpoolCursor cursor, SpoolCursor? other)
    {
        if (!cursor.IsNew)
        {
            return;
        }

        try
        {
            cursor.Begin(other, MovedSpoolFile.FindFirstAt(_writer.First.File.Read) ?? TimeProvider.System.GetUtcNow());
        }
        catch (IOException)
        {
            // A full disk. The first callback that is confirmed tries again and reports it.
        }
    }

    /// <summary>The targets that have a callback, as far as known now; null when none has.</summary>
    private string? ForwardedTo(SpooledCallback entry) =>
        ForwardedCallbacks.Join(_targets.Where(target => target.HasPassed(entry)).Select(target => target.Label));

    /// <summary>Closes the files that were moved away and that all readers are through with.</summary>
    private void ReleaseFiles()
    {
        lock (_gate)
        {
            while (_oldest.Next is { } next && _oldest != _pipeline.Segment && _targets.All(target => target.Segment != _oldest))
            {
                _oldest.File.Dispose();
                _oldest = next;
            }
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
