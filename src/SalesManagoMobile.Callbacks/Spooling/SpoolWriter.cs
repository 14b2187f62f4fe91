using System.Threading.Channels;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Appends lines from many requests: all that wait while the device flushes go out together with the next flush. One thread
/// writes, so that a slow disk blocks nobody else's thread.
/// </summary>
internal sealed class SpoolWriter : IDisposable
{
    private readonly object _gate = new();
    private readonly Func<SpoolFile> _openFile;
    private readonly Thread _thread;
    private readonly Channel<bool> _appended = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private List<Waiting> _queue = [];
    private List<Waiting> _batch = [];
    private SpoolSegment _segment;
    private bool _closing;

    public SpoolWriter(Func<SpoolFile> openFile)
    {
        _openFile = openFile;
        _segment = new SpoolSegment(openFile());
        First = _segment;
        _thread = new Thread(Run) { IsBackground = true, Name = "Callback spool" };
        _thread.Start();
    }

    /// <summary>The file that was opened first.</summary>
    public SpoolSegment First { get; }

    /// <summary>Readable whenever lines were appended; completed once the last one was.</summary>
    public ChannelReader<bool> Appended => _appended.Reader;

    /// <summary>Ends when the line is on the device; fails with <see cref="SpoolException"/> when it is not.</summary>
    public Task AppendAsync(ReadOnlyMemory<byte> line)
    {
        var waiting = new Waiting(line, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            if (_closing)
            {
                return Task.FromException(new SpoolException($"The spool {_segment.File.Path} is closed."));
            }

            _queue.Add(waiting);
            Monitor.Pulse(_gate);
        }

        return waiting.Done.Task;
    }

    /// <summary>Writes what waits, then closes. The files stay open for whoever reads them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (TakeBatch())
        {
            try
            {
                FollowRotation();
                _segment.File.Append([.. _batch.Select(waiting => waiting.Line)]);
                _appended.Writer.TryWrite(true);
                _batch.ForEach(waiting => waiting.Done.SetResult());
            }
#pragma warning disable CA1031 // Whatever keeps a callback from the device must reach its caller, and must not end the process with this thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                var failure = new SpoolException($"The spool {_segment.File.Path} cannot be written: {e.Message}", e);
                _batch.ForEach(waiting => waiting.Done.SetException(failure));
            }
        }

        _appended.Writer.Complete();
    }

    private bool TakeBatch()
    {
        _batch.Clear();
        lock (_gate)
        {
            while (_queue.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            (_queue, _batch) = (_batch, _queue);
        }

        return _batch.Count > 0;
    }

    /// <summary>
    /// Somebody moved the file away: what comes next goes to the file that has the name now. Only we append, so one that is shorter was made by
    /// somebody else, or emptied.
    /// </summary>
    private void FollowRotation()
    {
        var named = new FileInfo(_segment.File.Path);
        if (named.Exists && named.Length >= _segment.File.Length)
        {
            return;
        }

        var next = new SpoolSegment(_openFile());
        _segment.Next = next;
        _segment = next;
    }

    private sealed record Waiting(ReadOnlyMemory<byte> Line, TaskCompletionSource Done);
}
