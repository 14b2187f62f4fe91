using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>Runs work over a stream with a bounded window and keeps the order of the input.</summary>
public static class Dispatcher
{
    /// <summary>
    /// Starts work on inputs as they come, at most <paramref name="limit"/> at once, and yields the results in input order.
    /// A result is yielded as soon as it and all before it are done, however slowly the source delivers.
    /// The source is read at most twice <paramref name="limit"/> inputs ahead of the consumer of this stream, so that one slow answer does not
    /// idle the rest; a consumer that buffers reads on.
    /// When the consumer stops early, nothing more is started, what is running is awaited, and the source is disposed;
    /// when the token is cancelled, what is running is cancelled too.
    /// </summary>
    /// <param name="source">The inputs. A source that waits must honour the token it is given, or it delays the end.</param>
    /// <param name="limit">How much work runs at once; at least 1.</param>
    /// <param name="work">The work on one input. An exception ends the stream when its turn comes.</param>
    /// <param name="cancellationToken">Cancels the source and all work.</param>
    public static IAsyncEnumerable<TResult> RunAsync<T, TResult>(
        IAsyncEnumerable<T> source, int limit, Func<T, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunPreparedAsync(source, limit, (input, _) => new ValueTask<IPreparedWork<TResult>>(new PlainWork<T, TResult>(input, work)), cancellationToken);
    }

    /// <summary>As <see cref="RunAsync"/>, for work with a first part that all inputs in the window may do at the same time.</summary>
    /// <param name="prepare">The first part. Its result runs within the limit.</param>
    internal static IAsyncEnumerable<TResult> RunPreparedAsync<T, TResult>(
        IAsyncEnumerable<T> source, int limit, Func<T, CancellationToken, ValueTask<IPreparedWork<TResult>>> prepare, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return DispatchAsync(source, limit, prepare, cancellationToken);
    }

    private static async IAsyncEnumerable<TResult> DispatchAsync<T, TResult>(
        IAsyncEnumerable<T> source,
        int limit,
        Func<T, CancellationToken, ValueTask<IPreparedWork<TResult>>> prepare,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lanes = new Lanes<TResult>(limit, cancellationToken);
        var window = new Queue<Task<TResult>>(2 * limit);
        IAsyncEnumerator<T> inputs = source.GetAsyncEnumerator(stop.Token);
        Task<bool>? arrival = null;
        bool ended = false;
        try
        {
            while (true)
            {
                if (!ended && window.Count < 2 * limit)
                {
                    arrival ??= inputs.MoveNextAsync().AsTask();
                }

                if (!ended && arrival is { IsCompleted: true })
                {
                    ended = !arrival.IsCompletedSuccessfully || !await arrival.ConfigureAwait(false);
                    if (ended)
                    {
                        continue;
                    }

                    arrival = null;
                    window.Enqueue(Start(inputs.Current, prepare, lanes, cancellationToken));
                }
                else if (!window.TryPeek(out Task<TResult>? oldest))
                {
                    // A source that failed says so here, after the results of what it had delivered.
                    if (!await arrival!.ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                else if (oldest.IsCompleted)
                {
                    yield return await window.Dequeue().ConfigureAwait(false);
                }
                else
                {
                    await SettleAsync(ended || arrival is null ? oldest : Task.WhenAny(arrival, oldest)).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            lanes.Close();
            await stop.CancelAsync().ConfigureAwait(false);
            // The consumer has gone, or is being told of an earlier failure: there is nobody left to tell of these.
            await SettleAsync(Task.WhenAll([.. window, arrival ?? Task.CompletedTask])).ConfigureAwait(false);
            await inputs.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static Task<TResult> Start<T, TResult>(
        T input, Func<T, CancellationToken, ValueTask<IPreparedWork<TResult>>> prepare, Lanes<TResult> lanes, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = PrepareAsync();
        return end.Task;

        async Task PrepareAsync()
        {
            try
            {
                lanes.Add(await prepare(input, cancellationToken).ConfigureAwait(false), end);
            }
            catch (Exception e)
            {
                end.TrySetException(e);
            }
        }
    }

    private static async Task SettleAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
