using System.Diagnostics.CodeAnalysis;

namespace SalesManagoMobile;

/// <summary>
/// Tasks in input order, whose outcomes the pipeline thread writes in that order. When it is full, the pipeline thread waits, and with it
/// the source. Only the pipeline thread calls it.
/// </summary>
/// <param name="cmdlet">The cmdlet whose pipeline waits.</param>
/// <param name="capacity">The largest number of tasks.</param>
/// <param name="emit">Writes an outcome, and is given what was added with its task; called on the pipeline thread.</param>
/// <param name="atOnce">How much of the work that <see cref="Start"/> takes runs at once.</param>
/// <param name="onLook">Called now and then while waiting; on the pipeline thread.</param>
[SuppressMessage("Reliability", "CA1001:Types that own disposable "
    + "fields should be disposable", Justification = "A semaphore whose handle nobody asks for holds nothing.")]
internal sealed class OrderedOutput<T>(SmCmdlet cmdlet, int capacity, Action<T, object?> emit, int atOnce = 1, Action? onLook = null)
{
    // Waking the pipeline thread for each of many thousand outcomes costs more than sending them: it is woken when there are many, or looks
    // by itself.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(15);

    private readonly Queue<(Task<T> Task, object? Row)> _tasks = new();
    private readonly SemaphoreSlim _lanes = new(atOnce);

    /// <summary>Takes a task, and writes what has ended at the head. Waits while there is no room for another.</summary>
    public void Add(Task<T> task, object? row = null)
    {
        _tasks.Enqueue((task, row));
        WriteEnded();
        while (_tasks.Count >= capacity)
        {
            WaitForOldest(wakeAt: _tasks.Count / 2);
            WriteEnded();
        }
    }

    /// <summary>Starts work as soon as a lane is free, and takes its task.</summary>
    public void Start(Func<CancellationToken, Task<T>> work)
    {
        Add(RunAsync());

        async Task<T> RunAsync()
        {
            await _lanes.WaitAsync(cmdlet.StopToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                return await cmdlet.InBackground(() => work(cmdlet.StopToken)).ConfigureAwait(false);
            }
            finally
            {
                _lanes.Release();
            }
        }
    }

    /// <summary>No more tasks: writes everything that is still to come.</summary>
    public void Complete()
    {
        while (_tasks.Count > 0)
        {
            WaitForOldest(wakeAt: _tasks.Count - 1);
            WriteEnded();
        }
    }

    /// <summary>Gives the tasks away: their outcomes are not written any more.</summary>
    public IReadOnlyList<Task<T>> Abandon()
    {
        Task<T>[] left = [.. _tasks.Select(one => one.Task)];
        _tasks.Clear();
        return left;
    }

    private void WaitForOldest(int wakeAt)
    {
        Task oldest = _tasks.Peek().Task;
        Task waker = _tasks.ElementAt(wakeAt).Task;
        if (!oldest.IsCompleted)
        {
            waker.ContinueWith(
                _ => cmdlet.Inbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            cmdlet.Inbox.DrainUntil(() => oldest.IsCompleted || cmdlet.StopToken.IsCancellationRequested, LookEvery, onLook);
        }
    }

    private void WriteEnded()
    {
        cmdlet.ThrowIfStopped();
        while (_tasks.TryPeek(out (Task<T> Task, object? Row) head) && head.Task.IsCompleted)
        {
            _tasks.Dequeue();
            emit(head.Task.GetAwaiter().GetResult(), head.Row);
            cmdlet.ThrowIfStopped();
        }
    }
}
