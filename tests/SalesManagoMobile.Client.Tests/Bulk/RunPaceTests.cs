using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class RunPaceTests
{
    private readonly TestClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_rate_nobody_waits()
    {
        var pace = new RunPace(null, _clock);

        for (int i = 0; i < 1000; i++)
        {
            Assert.True(pace.WaitAsync(Token).AsTask().IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task Requests_leave_evenly_spaced()
    {
        var pace = new RunPace(4, _clock);

        TimeSpan[] leaving = await LeaveAsync(pace, 10);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => TimeSpan.FromMilliseconds(250 * i)), leaving);
    }

    [Fact]
    public async Task A_rate_above_the_resolution_of_timers_still_holds()
    {
        var pace = new RunPace(3000, _clock);

        TimeSpan[] leaving = await LeaveAsync(pace, 3001);

        Assert.InRange(leaving[^1], TimeSpan.FromSeconds(0.99), TimeSpan.FromSeconds(1.01));
    }

    [Fact]
    public async Task A_pause_holds_everybody_and_the_pace_goes_on_after_it()
    {
        var pace = new RunPace(2, _clock);
        Task<TimeSpan[]> leaving = LeaveAsync(pace, 3, () => pace.Pause(TimeSpan.FromSeconds(30)));

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.5)], await leaving);
    }

    [Fact]
    public async Task Of_several_pauses_the_longest_counts()
    {
        var pace = new RunPace(null, _clock);
        pace.Pause(TimeSpan.FromSeconds(5));
        pace.Pause(TimeSpan.FromSeconds(20));
        pace.Pause(TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromSeconds(20)], await LeaveAsync(pace, 1));
    }

    [Fact]
    public async Task A_pause_that_grows_while_one_waits_is_waited_for()
    {
        var pace = new RunPace(null, _clock);
        pace.Pause(TimeSpan.FromSeconds(5));
        Task waiting = pace.WaitAsync(Token).AsTask();
        pace.Pause(TimeSpan.FromSeconds(60));

        _clock.FireNext();
        Assert.False(waiting.IsCompleted);
        Assert.NotNull(pace.PausedUntil);
        _clock.FireNext();
        await waiting;

        Assert.Equal(TimeSpan.FromSeconds(60), _clock.Elapsed);
        Assert.Null(pace.PausedUntil);
    }

    [Fact]
    public async Task A_server_that_does_not_say_how_long_is_given_more_time_at_each_refusal()
    {
        var pace = new RunPace(null, _clock);
        var waits = new List<double>();
        for (int i = 0; i < 8; i++)
        {
            TimeSpan before = _clock.Elapsed;
            for (int together = 0; together < 4; together++)
            {
                pace.Pause(null);
            }

            await LeaveAsync(pace, 1);
            waits.Add((_clock.Elapsed - before).TotalSeconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);

        pace.Resume();
        TimeSpan start = _clock.Elapsed;
        pace.Pause(null);
        await LeaveAsync(pace, 1);
        Assert.Equal(TimeSpan.FromSeconds(1), _clock.Elapsed - start);
    }

    [Fact]
    public async Task A_clock_that_is_set_changes_nothing()
    {
        var pace = new RunPace(4, _clock);
        pace.Pause(TimeSpan.FromSeconds(10));
        _clock.Jump = TimeSpan.FromHours(-5);

        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.25)], await LeaveAsync(pace, 2));
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var pace = new RunPace(null, _clock);
        pace.Pause(TimeSpan.FromHours(1));
        Task waiting = pace.WaitAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>Lets many ask at once, fires timers until all have left, and tells when each left.</summary>
    private async Task<TimeSpan[]> LeaveAsync(RunPace pace, int count, Action? meanwhile = null)
    {
        var leaving = new List<TimeSpan>();
        Task[] all = [.. Enumerable.Range(0, count).Select(_ => LeaveOneAsync())];
        meanwhile?.Invoke();
        while (all.Any(t => !t.IsCompleted) && _clock.FireNext())
        {
        }

        await Task.WhenAll(all);
        return [.. leaving];

        async Task LeaveOneAsync()
        {
            await pace.WaitAsync(Token).ConfigureAwait(false);
            leaving.Add(_clock.Elapsed);
        }
    }
}
