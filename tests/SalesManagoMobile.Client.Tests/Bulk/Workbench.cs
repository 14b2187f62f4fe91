using System.Collections.Concurrent;
using System.Threading.Channels;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Work that ends when the test says so, and counts.</summary>
internal sealed class Workbench
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _jobs = new();
    private readonly Channel<int> _arrivals = Channel.CreateUnbounded<int>();
    private int _awaited;
    private int _running;
    private int _started;
    private int _peak;
    private volatile bool _open;

    public int Running => Volatile.Read(ref _running);

    public int Started => Volatile.Read(ref _started);

    public int Peak => Volatile.Read(ref _peak);

    public IAsyncEnumerator<int> Run(IAsyncEnumerable<int> source, int limit, CancellationToken cancellationToken) =>
        Dispatcher.RunAsync(source, limit, WorkAsync, cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <summary>Completes when that many have been started since the beginning.</summary>
    public async Task StartedAsync(int count)
    {
        for (; _awaited < count; _awaited++)
        {
            await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Finish(int job) => Job(job).TrySetResult();

    public void FinishAll()
    {
        _open = true;
        foreach (TaskCompletionSource job in _jobs.Values)
        {
            job.TrySetResult();
        }
    }

    private async Task<int> WorkAsync(int job, CancellationToken cancellationToken)
    {
        int running = Interlocked.Increment(ref _running);
        for (int peak = Peak; running > peak; peak = Peak)
        {
            Interlocked.CompareExchange(ref _peak, running, peak);
        }

        Interlocked.Increment(ref _started);
        TaskCompletionSource end = Job(job);
        _arrivals.Writer.TryWrite(job);
        try
        {
            if (!_open)
            {
                await end.Task.WaitAsync(cancellationToken);
            }

            return job;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private TaskCompletionSource Job(int job) => _jobs.GetOrAdd(job, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
