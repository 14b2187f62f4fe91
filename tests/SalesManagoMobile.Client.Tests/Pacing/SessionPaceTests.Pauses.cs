using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What the server asks to wait holds the whole session.</summary>
public sealed partial class SessionPaceTests
{
    [Fact]
    public void A_pause_holds_everybody_and_the_pace_goes_on_after_it()
    {
        SessionPace pace = Pace(0.5);
        TimeSpan[] leaving = Leave(pace.SingleRequests, 3, () => Refuse(pace, TimeSpan.FromSeconds(30)));

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(32)], leaving);
    }

    [Fact]
    public void A_short_pause_does_not_shorten_the_way_to_the_next_slot()
    {
        SessionPace pace = Pace(0.1);
        TimeSpan[] leaving = Leave(pace.SingleRequests, 3, () => Refuse(pace, TimeSpan.FromSeconds(1)));

        Assert.Equal([0, 10, 20], leaving.Select(time => time.TotalSeconds));
    }

    [Fact]
    public void Of_several_pauses_the_longest_counts()
    {
        SessionPace pace = Pace(null);
        Refuse(pace, TimeSpan.FromSeconds(5));
        Refuse(pace, TimeSpan.FromSeconds(20));
        Refuse(pace, TimeSpan.FromSeconds(1));

        Assert.Equal([TimeSpan.FromSeconds(20)], Leave(pace.SingleRequests, 1));
    }

    [Fact]
    public async Task A_pause_that_grows_while_one_waits_is_waited_for()
    {
        SessionPace pace = Pace(null);
        Refuse(pace, TimeSpan.FromSeconds(5));
        Task waiting = pace.SingleRequests.EnterAsync(Token);
        Refuse(pace, TimeSpan.FromSeconds(60));

        _clock.FireNext();
        Assert.False(waiting.IsCompleted);
        Assert.NotNull(pace.PausedUntil);
        _clock.FireNext();
        await waiting;

        Assert.Equal(TimeSpan.FromSeconds(60), _clock.Elapsed);
        Assert.Null(pace.PausedUntil);
    }

    [Fact]
    public void A_wait_that_is_too_long_to_wait_for_holds_nobody()
    {
        SessionPace pace = Pace(null);
        Refuse(pace, TimeSpan.FromMinutes(10.1));

        Assert.Null(pace.PausedUntil);
    }

    [Fact]
    public void A_server_that_does_not_say_how_long_is_given_more_time_at_each_refusal()
    {
        SessionPace pace = Pace(null);
        var waits = new List<double>();
        for (int i = 0; i < 8; i++)
        {
            for (int together = 0; together < 4; together++)
            {
                Refuse(pace, null);
            }

            waits.Add(Wait());
            _clock.Advance(TimeSpan.FromSeconds(waits[^1]));
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits);

        pace.RecordEnd(pace.RecordStart(), "send", PaceOutcome.Answered);
        Refuse(pace, null);
        Assert.Equal(1, Wait());

        double Wait() => (pace.PausedUntil!.Value - _clock.GetUtcNow()).TotalSeconds;
    }

    [Fact]
    public void A_clock_that_is_set_changes_nothing()
    {
        SessionPace pace = Pace(0.5);
        Refuse(pace, TimeSpan.FromSeconds(10));
        _clock.Jump = TimeSpan.FromHours(-5);

        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(12)], Leave(pace.SingleRequests, 2));
    }

    private static void Refuse(SessionPace pace, TimeSpan? retryAfter) =>
        pace.RecordEnd(pace.RecordStart(), "send", PaceOutcome.Refused, retryAfter);
}
