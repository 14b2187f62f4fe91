using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed partial class SessionPaceTests
{
    private readonly TestClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_rate_nobody_waits()
    {
        PaceLine line = Pace(null).SingleRequests;

        for (int i = 0; i < 200; i++)
        {
            Assert.True(line.EnterAsync(Token).IsCompletedSuccessfully);
        }
    }

    [Fact]
    public void Requests_leave_evenly_spaced()
    {
        TimeSpan[] leaving = Leave(Pace(4).SingleRequests, 10);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => TimeSpan.FromMilliseconds(250 * i)), leaving);
    }

    [Fact]
    public void A_rate_above_the_resolution_of_timers_still_holds()
    {
        TimeSpan[] leaving = Leave(Pace(3000).SingleRequests, 241);

        Assert.InRange(leaving[^1], TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(82));
    }

    [Fact]
    public void A_rate_is_not_caught_up_with_after_a_time_without_requests()
    {
        PaceLine line = Pace(10).SingleRequests;
        Leave(line, 2);
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([60.1, 60.2, 60.3], Leave(line, 3).Select(time => time.TotalSeconds));
    }

    [Fact]
    public async Task Slots_that_nobody_could_use_are_not_made_up_for_when_places_become_free()
    {
        PaceLine line = Pace(10, throttleLimit: 1).SingleRequests;
        await line.EnterAsync(Token);
        Task second = line.EnterAsync(Token);
        Task third = line.EnterAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(5));

        line.Leave();
        Assert.True(second.IsCompleted);
        line.Leave();
        Assert.False(third.IsCompleted);

        Assert.Equal([TimeSpan.FromSeconds(5.1)], TimesOf([third]));
    }

    [Fact]
    public void All_commands_together_keep_the_rate_of_the_session()
    {
        SessionPace pace = Pace(50);
        PaceLine[] commands = [new(pace), new(pace, maxRequestsPerSecond: 400), pace.SingleRequests];

        TimeSpan[] leaving = TimesOf(commands.SelectMany(line => Enumerable.Range(0, 80).Select(_ => line.EnterAsync(Token))));

        Assert.All(leaving, time => Assert.InRange(leaving.Count(t => t >= time && t < time + TimeSpan.FromSeconds(1)), 1, 50));
        Assert.Equal(TimeSpan.FromSeconds(239 / 50.0), leaving.Max());
    }

    [Fact]
    public void A_command_lowers_the_rate_for_itself_and_never_raises_it()
    {
        SessionPace pace = Pace(10);

        Assert.Equal([0, 0.5, 1], Leave(new PaceLine(pace, maxRequestsPerSecond: 2), 3).Select(time => time.TotalSeconds));
        Assert.Equal([1.1, 1.2, 1.3], Leave(new PaceLine(pace, maxRequestsPerSecond: 99), 3).Select(time => time.TotalSeconds));
    }

    [Fact]
    public async Task All_commands_together_keep_the_number_in_flight_and_one_may_have_fewer()
    {
        SessionPace pace = Pace(null, throttleLimit: 3);
        var one = new PaceLine(pace, throttleLimit: 2);
        var other = new PaceLine(pace);

        Task[] ones = [one.EnterAsync(Token), one.EnterAsync(Token), one.EnterAsync(Token)];
        Task[] others = [other.EnterAsync(Token), other.EnterAsync(Token)];
        Assert.Equal([true, true, false, true, false], ones.Concat(others).Select(task => task.IsCompleted));

        other.Leave();
        await others[1];
        Assert.False(ones[2].IsCompleted);
        one.Leave();
        await ones[2];
    }

    [Fact]
    public void A_command_that_was_told_how_many_has_its_own_places_in_a_session_that_finds_out()
    {
        var pace = new SessionPace(new SmClientOptions { TimeProvider = _clock });
        var told = new PaceLine(pace, throttleLimit: 100);

        Task[] sends = [.. Enumerable.Range(0, 101).Select(_ => told.EnterAsync(Token))];

        Assert.Equal(100, sends.Count(send => send.IsCompleted));
        Assert.True(pace.SingleRequests.EnterAsync(Token).IsCompleted);
    }

    [Fact]
    public void Commands_are_served_in_turn_so_that_a_question_does_not_wait_behind_a_hundred_sends()
    {
        SessionPace pace = Pace(10);
        var sends = new PaceLine(pace);
        Task[] all = [.. Enumerable.Range(0, 100).Select(_ => sends.EnterAsync(Token))];

        TimeSpan[] times = TimesOf([pace.SingleRequests.EnterAsync(Token), .. all]);

        Assert.InRange(times[0], TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
    }

    [Fact]
    public async Task A_retry_keeps_its_place_and_leaves_before_newcomers()
    {
        PaceLine line = Pace(1, throttleLimit: 1).SingleRequests;
        await line.EnterAsync(Token);
        Task newcomer = line.EnterAsync(Token);

        Task retry = line.EnterAgainAsync(Token);
        Assert.False(retry.IsCompleted);
        _clock.FireNext();
        await retry;

        Assert.False(newcomer.IsCompleted);
        line.Leave();
        _clock.FireNext();
        await newcomer;
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_neither_a_place_nor_a_slot()
    {
        using var cancellation = new CancellationTokenSource();
        PaceLine line = Pace(1, throttleLimit: 2).SingleRequests;
        await line.EnterAsync(Token);
        Task givesUp = line.EnterAsync(cancellation.Token);
        Task next = line.EnterAsync(Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givesUp);

        Assert.Equal([TimeSpan.FromSeconds(1)], TimesOf([next]));
    }

    [Fact]
    public void Who_has_just_given_up_gets_no_place_even_if_nobody_was_told_yet()
    {
        using var cancellation = new CancellationTokenSource();
        PaceLine line = Pace(null, throttleLimit: 1).SingleRequests;
        Task first = line.EnterAsync(Token);
        Task givesUp = line.EnterAsync(cancellation.Token);

        // Registrations run in the reverse order: this one comes before the one of the line.
        using CancellationTokenRegistration before = cancellation.Token.Register(line.Leave);
        cancellation.Cancel();

        Assert.True(first.IsCompletedSuccessfully);
        Assert.True(givesUp.IsCanceled);
    }

    [Fact]
    public async Task Nobody_is_left_waiting_when_the_session_ends()
    {
        SessionPace pace = Pace(null, throttleLimit: 1);
        Refuse(pace, TimeSpan.FromMinutes(5));
        Task[] waiting = [pace.SingleRequests.EnterAsync(Token), pace.SingleRequests.EnterAsync(Token)];

        pace.Dispose();

        await Task.WhenAll(waiting);
        Assert.Equal(TimeSpan.Zero, _clock.Elapsed);
    }

    private SessionPace Pace(double? rate, int throttleLimit = 256) =>
        new(new SmClientOptions { TimeProvider = _clock, MaxRequestsPerSecond = rate, ThrottleLimit = throttleLimit });

    private TimeSpan[] Leave(PaceLine line, int count, Action? meanwhile = null) =>
        TimesOf(Enumerable.Range(0, count).Select(_ => line.EnterAsync(Token)), meanwhile);

    /// <summary>Fires timers until all have left, and tells when each left.</summary>
    private TimeSpan[] TimesOf(IEnumerable<Task> entering, Action? meanwhile = null)
    {
        Task[] all = [.. entering];
        var times = new TimeSpan?[all.Length];
        Look();
        meanwhile?.Invoke();
        while (times.Contains(null))
        {
            Assert.True(_clock.FireNext());
            Look();
        }

        return [.. times.Select(time => time!.Value)];

        void Look()
        {
            for (int i = 0; i < all.Length; i++)
            {
                times[i] ??= all[i].IsCompleted ? _clock.Elapsed : null;
            }
        }
    }
}
