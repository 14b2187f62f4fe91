using System.Buffers;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace SalesManagoMobile.Client;

/// <summary>
/// Appends records on a thread of its own. What is appended while the device is busy is written and flushed together,
/// so that many intents share one flush.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>How much a new flush weighs in the usual time of one.</summary>
    private const double Smoothing = 0.2;

    private readonly object _sync = new();
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private readonly Task _loop;
    private ArrayBufferWriter<byte> _pending = new(16 * 1024);
    private ArrayBufferWriter<byte> _writing = new(16 * 1024);
    private TaskCompletionSource? _flush;
    private SmException? _failure;
    private long _length;
    private double _flushSeconds;
    private bool _closing;

    /// <param name="file">The file; the writer does not close it.</param>
    /// <param name="length">Where to append.</param>
    /// <param name="path">For messages.</param>
    public JournalWriter(SafeFileHandle file, long length, string path)
    {
        (_file, _length, _path) = (file, length, path);
        _loop = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How long writing and flushing takes lately, in seconds; 0 before the first flush.</summary>
    public double FlushSeconds => Volatile.Read(ref _flushSeconds);

    /// <summary>Appends records. They are written soon, and flushed to the device with the next record that asks for it.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: an earlier record could not be written.</exception>
    public void Append(params IReadOnlyList<JournalRecord> records)
    {
        lock (_sync)
        {
            Enqueue(records);
        }
    }

    /// <summary>Appends records; completes when all of them are on the device.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it could not be written or flushed.</exception>
    public Task AppendDurablyAsync(params IReadOnlyList<JournalRecord> records)
    {
        lock (_sync)
        {
            Enqueue(records);
            _flush ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _flush.Task;
        }
    }

    /// <summary>Writes and flushes what is left.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it could not be written or flushed.</exception>
    public async ValueTask DisposeAsync()
    {
        lock (_sync)
        {
            _closing = true;
            Monitor.Pulse(_sync);
        }

        await _loop.ConfigureAwait(false);
        if (_failure is not null)
        {
            throw _failure;
        }
    }

    private void Enqueue(IReadOnlyList<JournalRecord> records)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        ObjectDisposedException.ThrowIf(_closing, this);
        foreach (JournalRecord record in records)
        {
            JournalFormat.Write(_pending, record);
        }

        Monitor.Pulse(_sync);
    }

    private void Loop()
    {
        while (true)
        {
            TaskCompletionSource? flush;
            bool last;
            lock (_sync)
            {
                while (_pending.WrittenCount == 0 && !_closing)
                {
                    Monitor.Wait(_sync);
                }

                (_pending, _writing) = (_writing, _pending);
                (flush, _flush) = (_flush, null);
                last = _closing;
            }

            if (!Write(flush, last) || last)
            {
                return;
            }
        }
    }

    private bool Write(TaskCompletionSource? flush, bool last)
    {
        try
        {
            long started = Stopwatch.GetTimestamp();
            RandomAccess.Write(_file, _writing.WrittenSpan, _length);
            _length += _writing.WrittenCount;
            _writing.ResetWrittenCount();
            if (flush is not null || last)
            {
                RandomAccess.FlushToDisk(_file);
                Learn(Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            flush?.SetResult();
            return true;
        }
        catch (Exception e)
        {
            // Whatever it was, sends wait for this. After a failed flush the system may have dropped what it could not write: there is no second try.
            Fail(flush, e);
            return false;
        }
    }

    private void Learn(double seconds) =>
        Volatile.Write(ref _flushSeconds, _flushSeconds == 0 ? seconds : _flushSeconds + (Smoothing * (seconds - _flushSeconds)));

    private void Fail(TaskCompletionSource? flush, Exception cause)
    {
        lock (_sync)
        {
            _failure = new SmException(
                SmFailureKind.Journal,
                $"The journal {_path} could not be written: {cause.Message} No more is sent. "
                + "Make room or mend the disk, then run again with the same journal.",
                cause);
            flush?.SetException(_failure);
            _flush?.SetException(_failure);
            _flush = null;
        }
    }
}
