using System.Runtime.CompilerServices;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// One reader of a spool with a cursor of its own: the pipeline, or a target that callbacks are forwarded to. It goes on where it was in an
/// earlier run, also in files that were moved away meanwhile, and follows the spool from file to file.
/// </summary>
internal sealed class SpoolFollower : IDisposable
{
    private readonly SpoolWriter _writer;
    private readonly SpoolCursor _cursor;
    private readonly Action _onNextFile;
    private readonly IReadOnlyList<MovedSpoolFile> _moved;
    private SpoolSegment _segment;
    private long _confirmed;

    /// <param name="writer">The spool; its first file is still the one that has the name.</param>
    /// <param name="cursor">How far the reader was; this object disposes it.</param>
    /// <param name="onNextFile">Called when the reader needs a file no longer.</param>
    public SpoolFollower(SpoolWriter writer, SpoolCursor cursor, Action onNextFile)
    {
        (_writer, _cursor, _onNextFile, _segment) = (writer, cursor, onNextFile, writer.First);
        AppendFile file = _segment.File;
        if (cursor.Find(file.Read) is { } position)
        {
            (Start, _confirmed, _moved) = (position, position, []);
            return;
        }

        IReadOnlyList<MovedSpoolFile>? moved = MovedSpoolFile.FindUnread(file, cursor);
        (_moved, LostPlace) = (moved ?? [], moved is null);
    }

    /// <summary>Where it begins in the spool's file, in bytes.</summary>
    public long Start { get; }

    /// <summary>Whether the file in which it was is neither the spool nor beside it.</summary>
    public bool LostPlace { get; }

    /// <summary>Whose cursor it is.</summary>
    public string Label => _cursor.Label;

    /// <summary>The file that it reads.</summary>
    public SpoolSegment Segment => Volatile.Read(ref _segment);

    /// <summary>
    /// What it has not had yet, then what comes, until the spool is completed. Once. The callbacks are not parsed yet.
    /// </summary>
    public async IAsyncEnumerable<SpooledCallback> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        SpooledCallback? last = null;
        foreach (SpooledCallback entry in _moved.SelectMany(file => file.ReadLines()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = entry;
            yield return entry;
        }

        var scanner = new LineScanner(_segment.File.Read, last is null ? Start : _segment.FindBehind(last));
        bool more = true;
        while (true)
        {
            // Both are asked for before reading to the end: a file that has a successor has got its last line.
            SpoolSegment? next = _segment.Next;
            Task<bool> nextAppend = _writer.NextAppend;
            while (SpoolReader.Next(scanner, _segment.File.Path, _segment.File.Length, _segment) is { } entry)
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = entry;
                yield return entry;
            }

            if (next is not null)
            {
                scanner = new LineScanner(next.File.Read, last is null ? _cursor.Find(next.File.Read) ?? 0 : next.FindBehind(last));
                Enter(next);
            }
            else if (more)
            {
                more = await nextAppend.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                yield break;
            }
        }
    }

    /// <summary>Records that a callback was handed on. In the order of reading.</summary>
    /// <exception cref="IOException">It cannot be recorded.</exception>
    public void Confirm(SpooledCallback entry)
    {
        // A damaged line has no checksum to be found again by.
        if (entry.Post is null)
        {
            return;
        }

        _cursor.Set(entry);
        if (entry.Segment == _segment)
        {
            Volatile.Write(ref _confirmed, entry.End);
        }
    }

    /// <summary>Whether a callback that another reader got was handed on here, too.</summary>
    public bool HasPassed(SpooledCallback entry)
    {
        SpoolSegment segment = Segment;
        if (entry.Segment == segment)
        {
            return Volatile.Read(ref _confirmed) >= entry.End;
        }

        SpoolSegment? later = entry.Segment;
        while (later is not null && later != segment)
        {
            later = later.Next;
        }

        return later is not null;
    }

    public void Dispose() => _cursor.Dispose();

    private void Enter(SpoolSegment next)
    {
        Volatile.Write(ref _confirmed, 0);
        Volatile.Write(ref _segment, next);
        _onNextFile();
    }
}
