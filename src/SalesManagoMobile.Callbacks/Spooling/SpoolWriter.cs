using System.Buffers;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Callbacks;

/// <summary>Appends lines from many requests to the file that has the spool's name, and follows it when that becomes another one.</summary>
internal sealed class SpoolWriter : IDisposable
{
    private readonly Func<AppendFile> _openFile;
    private readonly GroupCommitWriter _writer;
    private TaskCompletionSource<bool> _nextAppend = NewSignal();
    private SpoolSegment _segment;
    private bool _hasDebris;

    public SpoolWriter(Func<AppendFile> openFile)
    {
        _openFile = openFile;
        First = _segment = new SpoolSegment(openFile());
        _writer = new GroupCommitWriter(
            Commit, e => new SpoolException($"The spool {_segment.File.Path} cannot be written: {e.Message}", e), endsAtFailure: false);
    }

    /// <summary>The file that was opened first.</summary>
    public SpoolSegment First { get; }

    /// <summary>
    /// Ends when lines were appended after it was asked for, with true; or when there will be none, with false. Any number of readers may
    /// ask, before they read to the end.
    /// </summary>
    public Task<bool> NextAppend => Volatile.Read(ref _nextAppend).Task;

    /// <summary>Ends when the line is on the device; fails with <see cref="SpoolException"/> when it is not.</summary>
    public Task AppendAsync(ReadOnlyMemory<byte> line) =>
        _writer.AppendDurablyAsync(line, static (buffer, bytes) => buffer.Write(bytes.Span));

    /// <summary>Writes what waits, then closes. The files stay open for whoever reads them.</summary>
    public void Dispose()
    {
        _writer.CloseAsync().GetAwaiter().GetResult();
        Volatile.Read(ref _nextAppend).TrySetResult(false);
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Commit(ReadOnlySpan<byte> lines, bool flush)
    {
        if (!_segment.File.IsInPlace)
        {
            Follow();
        }

        if (_hasDebris)
        {
            _segment.File.Cut(_segment.File.Length);
        }

        _hasDebris = true;
        try
        {
            _segment.File.Append(lines, flush);
        }
        catch
        {
            TryCutDebris();
            throw;
        }

        _hasDebris = false;
        Interlocked.Exchange(ref _nextAppend, NewSignal()).SetResult(true);
    }

    /// <summary>
    /// What failed was refused to its callers, who may send it again. If it cannot go now, it goes before the next append.
    /// </summary>
    private void TryCutDebris()
    {
        try
        {
            _segment.File.Cut(_segment.File.Length);
            _hasDebris = false;
        }
        catch (IOException)
        {
            // The failed append is reported. That closing fails, too, is not.
        }
    }

    /// <summary>Somebody moved the file away or replaced it: what comes next goes to the file that has the name now.</summary>
    private void Follow()
    {
        // It may be the same file, shortened.
        _segment.File.Release();
        var next = new SpoolSegment(_openFile());
        try
        {
            next.Adopt(_segment.File);
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _segment.Next = next;
        _segment = next;
        _hasDebris = false;
    }
}
