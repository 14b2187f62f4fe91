using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed class OrderedOutputTests : IDisposable
{
    private readonly StoppableCmdlet _cmdlet = new();
    private readonly List<int> _written = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _cmdlet.Dispose();

    [Fact]
    public void Outcomes_are_written_in_the_order_of_the_inputs_whatever_ends_first()
    {
        OrderedOutput<int> output = Output(capacity: 8);
        var random = new Random(3);
        for (int i = 0; i < 200; i++)
        {
            output.Add(LaterAsync(i, random.Next(0, 5)));
        }

        output.Complete();

        Assert.Equal(Enumerable.Range(0, 200), _written);
    }

    [Fact]
    public async Task A_full_output_takes_no_more_until_the_oldest_has_ended()
    {
        OrderedOutput<int> output = Output(capacity: 4);
        TaskCompletionSource<int>[] tasks = [.. Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource<int>())];
        for (int i = 0; i < 3; i++)
        {
            output.Add(tasks[i].Task);
        }

        var fourth = Task.Run(() => output.Add(tasks[3].Task), Token);
        tasks[1].SetResult(1);
        tasks[3].SetResult(3);
        Assert.False(fourth.IsCompleted);
        Assert.Empty(_written);
        tasks[0].SetResult(0);
        await fourth.WaitAsync(Token);

        Assert.Equal([0, 1], _written);
        Assert.Equal([false, true], output.Abandon().Select(task => task.IsCompleted));
    }

    [Fact]
    public void No_more_work_runs_at_once_than_there_are_lanes()
    {
        int running = 0;
        int peak = 0;
        var output = new OrderedOutput<int>(_cmdlet, 16, (outcome, _) => _written.Add(outcome), atOnce: 3);
        for (int i = 0; i < 100; i++)
        {
            int input = i;
            output.Start(async _ =>
            {
                int now = Interlocked.Increment(ref running);
                lock (_written)
                {
                    peak = Math.Max(peak, now);
                }

                await Task.Yield();
                Interlocked.Decrement(ref running);
                return input;
            });
        }

        output.Complete();

        Assert.InRange(peak, 1, 3);
        Assert.Equal(Enumerable.Range(0, 100), _written);
    }

    [Fact]
    public void A_task_that_fails_is_thrown_in_its_turn()
    {
        OrderedOutput<int> output = Output(capacity: 8);

        // Adding writes what is finished already, so the failure may come out there as well.
        SmException failure = Assert.Throws<SmException>(
            () =>
            {
                output.Add(Task.FromResult(1));
                output.Add(LaterAsync(2, 3));
                output.Add(Task.FromException<int>(new SmException(SmFailureKind.RunStopped, "no more")));
                output.Add(Task.FromResult(4));
                output.Complete();
            });

        Assert.Equal(SmFailureKind.RunStopped, failure.Kind);
        Assert.Equal([1, 2], _written);
    }

    [Fact]
    public void What_is_given_with_a_task_comes_with_its_outcome()
    {
        List<(int Outcome, object? Row)> seen = [];
        var output = new OrderedOutput<int>(_cmdlet, 4, (outcome, row) => seen.Add((outcome, row)));
        output.Add(Task.FromResult(1), "one");
        output.Add(Task.FromResult(2));
        output.Complete();

        Assert.Equal([(1, "one"), (2, null)], seen);
    }

    private static async Task<int> LaterAsync(int outcome, int yields)
    {
        for (int i = 0; i < yields; i++)
        {
            await Task.Yield();
        }

        return outcome;
    }

    private OrderedOutput<int> Output(int capacity) => new(_cmdlet, capacity, (outcome, _) => _written.Add(outcome));

    private sealed class StoppableCmdlet : SmCmdlet;
}
