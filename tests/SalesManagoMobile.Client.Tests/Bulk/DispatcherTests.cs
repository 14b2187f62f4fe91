using System.Runtime.CompilerServices;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class DispatcherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_come_in_the_order_of_the_inputs_whatever_finishes_first()
    {
        var random = new Random(7);
        int[] delays = [.. Enumerable.Range(0, 500).Select(_ => random.Next(0, 4))];

        int[] results = await Dispatcher.RunAsync(
            Stream(Enumerable.Range(0, 500)),
            8,
            async (i, _) =>
            {
                for (int n = 0; n < delays[i]; n++)
                {
                    await Task.Yield();
                }

                return i;
            },
            Token).ToArrayAsync(Token);

        Assert.Equal(Enumerable.Range(0, 500), results);
    }

    [Fact]
    public async Task No_more_than_the_limit_runs_at_once_and_all_of_the_limit_is_used()
    {
        var bench = new Workbench();
        await using IAsyncEnumerator<int> results = bench.Run(Stream(Enumerable.Range(0, 100)), 4, Token);

        ValueTask<bool> first = results.MoveNextAsync();
        await bench.StartedAsync(4);
        Assert.False(first.IsCompleted);
        Assert.Equal(4, bench.Running);
        for (int i = 0; i < 99; i++)
        {
            bench.Finish(i);
            await bench.StartedAsync(Math.Min(100, i + 5));
            Assert.True(i == 0 ? await first : await results.MoveNextAsync());
            Assert.Equal(i, results.Current);
        }

        Assert.Equal(4, bench.Peak);
        bench.Finish(99);
    }

    [Fact]
    public async Task One_slow_input_does_not_idle_the_others()
    {
        var bench = new Workbench();
        await using IAsyncEnumerator<int> results = bench.Run(Stream(Enumerable.Range(0, 100)), 4, Token);

        ValueTask<bool> first = results.MoveNextAsync();
        for (int i = 1; i < 5; i++)
        {
            await bench.StartedAsync(i + 3);
            bench.Finish(i);
        }

        await bench.StartedAsync(8);
        Assert.False(first.IsCompleted);
        bench.FinishAll();
        Assert.True(await first);
    }

    [Fact]
    public async Task The_source_is_not_read_further_while_the_window_is_full()
    {
        int read = 0;
        var bench = new Workbench();
        await using IAsyncEnumerator<int> results = bench.Run(Stream(Enumerable.Range(0, 1000), _ => read++), 4, Token);

        ValueTask<bool> first = results.MoveNextAsync();
        await bench.StartedAsync(4);

        Assert.False(first.IsCompleted);
        Assert.Equal(8, read);
        bench.FinishAll();
        Assert.True(await first);
    }

    [Fact]
    public async Task A_result_is_there_at_once_while_a_slow_source_has_nothing_more_yet()
    {
        var more = new TaskCompletionSource();
        await using IAsyncEnumerator<int> results = Dispatcher.RunAsync(Trickle(Token), 8, (i, _) => Task.FromResult(i), Token).GetAsyncEnumerator(Token);

        Assert.True(await results.MoveNextAsync());
        Assert.Equal(1, results.Current);
        more.SetResult();
        Assert.True(await results.MoveNextAsync());
        Assert.False(await results.MoveNextAsync());

        async IAsyncEnumerable<int> Trickle([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return 1;
            await more.Task.WaitAsync(cancellationToken);
            yield return 2;
        }
    }

    [Fact]
    public async Task A_consumer_that_stops_early_starts_nothing_more_and_waits_for_what_runs()
    {
        bool disposed = false;
        var bench = new Workbench();
        IAsyncEnumerator<int> results = bench.Run(Stream(Enumerable.Range(0, 1000), onEnd: () => disposed = true), 4, Token);
        ValueTask<bool> first = results.MoveNextAsync();
        await bench.StartedAsync(4);
        bench.Finish(0);
        Assert.True(await first);
        await bench.StartedAsync(5);

        ValueTask end = results.DisposeAsync();
        Assert.False(end.IsCompleted);
        bench.FinishAll();
        await end;

        Assert.Equal(5, bench.Started);
        Assert.Equal(0, bench.Running);
        Assert.True(disposed);
    }

    [Fact]
    public async Task Cancelling_cancels_the_work_and_ends_the_stream()
    {
        using var cancellation = new CancellationTokenSource();
        var bench = new Workbench();
        await using IAsyncEnumerator<int> results = bench.Run(Stream(Enumerable.Range(0, 1000)), 4, cancellation.Token);
        ValueTask<bool> first = results.MoveNextAsync();
        await bench.StartedAsync(4);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
        Assert.Equal(4, bench.Started);
        Assert.Equal(0, bench.Running);
    }

    [Fact]
    public async Task An_exception_comes_when_its_turn_comes()
    {
        IAsyncEnumerable<int> results = Dispatcher.RunAsync(
            Stream(Enumerable.Range(0, 10)), 4, (i, _) => i == 2 ? throw new InvalidOperationException("two") : Task.FromResult(i), Token);
        var seen = new List<int>();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (int result in results)
            {
                seen.Add(result);
            }
        });

        Assert.Equal("two", error.Message);
        Assert.Equal([0, 1], seen);
    }

    [Fact]
    public async Task An_exception_of_the_source_comes_after_the_results_before_it()
    {
        var seen = new List<int>();

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int result in Dispatcher.RunAsync(Broken(), 1, (i, _) => Task.FromResult(i), Token))
            {
                seen.Add(result);
            }
        });

        Assert.Equal([0, 1, 2], seen);

        static async IAsyncEnumerable<int> Broken()
        {
            for (int i = 0; i < 3; i++)
            {
                yield return i;
            }

            await Task.Yield();
            throw new InvalidDataException("row 4");
        }
    }

    private static async IAsyncEnumerable<int> Stream(IEnumerable<int> items, Action<int>? onRead = null, Action? onEnd = null)
    {
        try
        {
            foreach (int item in items)
            {
                onRead?.Invoke(item);
                yield return item;
            }

            await Task.CompletedTask;
        }
        finally
        {
            onEnd?.Invoke();
        }
    }
}
