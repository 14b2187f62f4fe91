using System.Buffers;

namespace SalesManagoMobile.Durable;

/// <summary>
/// Commits records on a thread of its own. Records that are appended while the device is busy are written with the next commit, so many
/// records share one flush, and a slow disk blocks nobody else's thread.
/// </summary>
internal sealed class GroupCommitWriter
{
    /// <summary>A buffer that one large record has grown beyond this is not kept.</summary>
    private const int MaxKeptCapacity = 1024 * 1024;

    private const int Capacity = 16 * 1024;

    private readonly object _sync = new();
    private readonly Commit _commit;
    private readonly Func<Exception, Exception> _describe;
    private readonly bool _endsAtFailure;
    private readonly Task _loop;
    private ArrayBufferWriter<byte> _pending = new(Capacity);
    private ArrayBufferWriter<byte> _writing = new(Capacity);
    private TaskCompletionSource? _flush;
    private Exception? _failure;
    private bool _isUnflushed;
    private bool _isClosing;

    /// <param name="commit">Writes records, on the writer's thread.</param>
    /// <param name="describe">Makes the exception that those who wait get from what <paramref name="commit"/> threw.</param>
    /// <param name="endsAtFailure">
    /// Nothing is written after a failure: the records depend on each other, or the system may have dropped what it could not flush.
    /// </param>
    public GroupCommitWriter(Commit commit, Func<Exception, Exception> describe, bool endsAtFailure)
    {
        (_commit, _describe, _endsAtFailure) = (commit, describe, endsAtFailure);
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Writes records.</summary>
    /// <param name="records">Whole records; none when only a flush is left to do.</param>
    /// <param name="flush">Whether to return only when the device has them and all before them.</param>
    public delegate void Commit(ReadOnlySpan<byte> records, bool flush);

    /// <summary>Appends a record. It is written soon, and flushed with the next one that asks for it.</summary>
    /// <param name="record">What to write.</param>
    /// <param name="encode">Writes it into the buffer. Called in the order of the records, one at a time.</param>
    public void Append<T>(T record, Action<ArrayBufferWriter<byte>, T> encode)
    {
        lock (_sync)
        {
            Enqueue(record, encode);
        }
    }

    /// <summary>Appends a record. The task ends when it is on the device, and fails when it is not.</summary>
    /// <inheritdoc cref="Append"/>
    public Task AppendDurablyAsync<T>(T record, Action<ArrayBufferWriter<byte>, T> encode)
    {
        lock (_sync)
        {
            Enqueue(record, encode);
            _flush ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _flush.Task;
        }
    }

    /// <summary>Writes and flushes what waits, and takes nothing more. Returns what ended the writing before, or null.</summary>
    public async Task<Exception?> CloseAsync()
    {
        lock (_sync)
        {
            _isClosing = true;
            Monitor.Pulse(_sync);
        }

        await _loop.ConfigureAwait(false);
        return _failure;
    }

    private void Enqueue<T>(T record, Action<ArrayBufferWriter<byte>, T> encode)
    {
        if (_failure is not null || _isClosing)
        {
            throw _failure ?? _describe(new InvalidOperationException("It is closed."));
        }

        encode(_pending, record);
        Monitor.Pulse(_sync);
    }

    private void Run()
    {
        while (true)
        {
            TaskCompletionSource? flush;
            bool isLast;
            lock (_sync)
            {
                while (_pending.WrittenCount == 0 && !_isClosing)
                {
                    Monitor.Wait(_sync);
                }

                (_pending, _writing) = (_writing, _pending);
                (flush, _flush) = (_flush, null);
                isLast = _isClosing;
            }

            if ((!TryCommit(flush, isLast) && _endsAtFailure) || isLast)
            {
                return;
            }
        }
    }

    private bool TryCommit(TaskCompletionSource? waiting, bool isLast)
    {
        bool flush = waiting is not null || (isLast && (_isUnflushed || _writing.WrittenCount > 0));
        try
        {
            if (_writing.WrittenCount > 0 || flush)
            {
                _commit(_writing.WrittenSpan, flush);
                _isUnflushed = !flush;
            }

            waiting?.SetResult();
            return true;
        }
#pragma warning disable CA1031 // Whatever it was, others wait for this, and it must not end the process with this thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(waiting, _describe(e));
            return false;
        }
        finally
        {
            _writing.ResetWrittenCount();
            _writing = _writing.Capacity > MaxKeptCapacity ? new(Capacity) : _writing;
        }
    }

    private void Fail(TaskCompletionSource? waiting, Exception failure)
    {
        waiting?.SetException(failure);
        if (!_endsAtFailure)
        {
            return;
        }

        lock (_sync)
        {
            _failure = failure;
            _flush?.SetException(failure);
            _flush = null;
        }
    }
}
