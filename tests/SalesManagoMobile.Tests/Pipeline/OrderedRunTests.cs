using System.Threading.Channels;
using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class OrderedRunTests
{
    private readonly PipelineInbox _inbox = new();
    private readonly List<int> _written = [];

    [Fact]
    public void Outcomes_come_out_in_input_order_with_failed_inputs_in_their_place()
    {
        OrderedRun<int, int> run = Run(4, Doubled);
        for (int i = 1; i <= 100; i++)
        {
            if (i % 10 == 0)
            {
                run.Feed(new BulkOutcome<int>(-i, null));
            }
            else
            {
                run.Feed(i);
            }
        }

        run.Complete();
        Assert.Equal(Enumerable.Range(1, 100).Select(i => i % 10 == 0 ? -i : i * 2), _written);
    }

    [Fact]
    public async Task A_full_run_takes_no_more_inputs_until_there_is_room()
    {
        var gate = Channel.CreateUnbounded<bool>();
        OrderedRun<int, int> run = Run(2, inputs => Gated(inputs, gate));
        int fed = 0;
        var feeding = Task.Run(() =>
        {
            for (; fed < 50; fed++)
            {
                run.Feed(fed);
            }

            run.Complete();
        }, TestContext.Current.CancellationToken);
        while (Volatile.Read(ref fed) < 3)
        {
            await Task.Yield();
        }

        Assert.False(feeding.IsCompleted);
        Assert.True(Volatile.Read(ref fed) <= 4, $"{fed} inputs were taken.");
        for (int i = 0; i < 50; i++)
        {
            gate.Writer.TryWrite(true);
        }

        await feeding.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 50), _written);
    }

    [Fact]
    public void What_ends_the_run_is_thrown_after_the_outcomes_before_it()
    {
        OrderedRun<int, int> run = Run(2, Failing);
        SmException failure = Assert.Throws<SmException>(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                run.Feed(i);
            }

            run.Complete();
        });
        Assert.Equal(SmFailureKind.RunStopped, failure.Kind);
        Assert.Equal([0, 1, 2], _written);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_not_taken_for_a_good_end()
    {
        OrderedRun<int, int> run = Run(2, Cancelled);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            run.Feed(0);
            run.Complete();
        });
    }

    [Fact]
    public void A_run_that_has_ended_takes_no_more_inputs()
    {
        OrderedRun<int, int> run = Run(2, FirstOnly);
        for (int i = 0; i < 1000; i++)
        {
            run.Feed(i);
        }

        run.Complete();
        Assert.Equal([0], _written);
    }

    [Fact]
    public async Task An_abandoned_run_takes_none_of_the_inputs_that_wait()
    {
        var gate = Channel.CreateUnbounded<bool>();
        List<int> started = [];
        OrderedRun<int, int> run = Run(8, inputs => Gated(inputs, gate, started));
        for (int i = 0; i < 8; i++)
        {
            run.Feed(i);
        }

        Task end = run.Abandon();
        gate.Writer.TryWrite(true);
        await end.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(started.Count <= 1, $"{started.Count} were started.");
        Assert.Empty(_written);
    }

    private OrderedRun<int, int> Run(int window, Func<IAsyncEnumerable<int>, IAsyncEnumerable<BulkOutcome<int>>> work) =>
        new(window, work, outcome => _written.Add(outcome.Result), _inbox, TestContext.Current.CancellationToken);

    private static async IAsyncEnumerable<BulkOutcome<int>> Doubled(IAsyncEnumerable<int> inputs)
    {
        await foreach (int input in inputs)
        {
            yield return new(input * 2, null);
        }
    }

    private static async IAsyncEnumerable<BulkOutcome<int>> Gated(IAsyncEnumerable<int> inputs, Channel<bool> gate, List<int>? started = null)
    {
        await foreach (int input in inputs)
        {
            started?.Add(input);
            await gate.Reader.ReadAsync();
            yield return new(input, null);
        }
    }

    private static async IAsyncEnumerable<BulkOutcome<int>> FirstOnly(IAsyncEnumerable<int> inputs)
    {
        await foreach (int input in inputs)
        {
            yield return new(input, null);
            yield break;
        }
    }

    private static async IAsyncEnumerable<BulkOutcome<int>> Cancelled(IAsyncEnumerable<int> inputs)
    {
        await foreach (int input in inputs)
        {
            yield return new(input, null);
            throw new OperationCanceledException();
        }
    }

    private static async IAsyncEnumerable<BulkOutcome<int>> Failing(IAsyncEnumerable<int> inputs)
    {
        await foreach (int input in inputs)
        {
            if (input == 3)
            {
                throw new SmException(SmFailureKind.RunStopped, "The server is down.");
            }

            yield return new(input, null);
        }
    }
}
