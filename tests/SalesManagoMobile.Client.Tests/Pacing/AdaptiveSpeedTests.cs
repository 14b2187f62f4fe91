using Xunit;

namespace SalesManagoMobile.Client.Tests;

public sealed class AdaptiveSpeedTests
{
    private readonly AdaptiveSpeed _speed = new(null);
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    [Fact]
    public void It_starts_with_8_and_doubles_while_latency_stays_at_its_best()
    {
        Assert.Equal(8, _speed.Limit);
        Answer(10);
        Assert.Equal(16, _speed.Limit);
        Answer(16);
        Assert.Equal(32, _speed.Limit);
        Answer(32);
        Answer(64);
        Assert.Equal(64, _speed.Limit);
    }

    [Fact]
    public void It_shrinks_when_latency_grows_but_not_below_where_it_started()
    {
        Answer(10);
        Answer(16);
        Answer(32, seconds: 0.4);
        int shrunk = _speed.Limit;
        Assert.InRange(shrunk, 20, 31);

        Answer(1000, seconds: 4);
        Assert.Equal(8, _speed.Limit);
    }

    [Fact]
    public void One_slow_answer_in_ten_changes_nothing()
    {
        for (int i = 0; i < 20; i++)
        {
            Answer(9);
            Answer(1, seconds: 5);
        }

        Assert.Equal(64, _speed.Limit);
    }

    [Fact]
    public void It_does_not_grow_while_few_requests_are_in_flight()
    {
        Answer(100, inFlight: 3);

        Assert.Equal(8, _speed.Limit);
    }

    [Fact]
    public void A_slow_operation_is_compared_with_itself_and_not_with_a_fast_one()
    {
        Answer(10, "send");
        Answer(16, "history", seconds: 3);
        Answer(32, "history", seconds: 3);

        Assert.Equal(64, _speed.Limit);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refusal_or_a_time_out_halves_the_limit_once_for_all_that_left_before(bool refused)
    {
        Answer(10);
        for (int i = 0; i < 5; i++)
        {
            End(refused ? PaceOutcome.Refused : PaceOutcome.TimedOut);
        }

        Assert.Equal(8, _speed.Limit);
        Assert.Equal(refused, _speed.MaxPerSecond is not null);

        _now += TimeSpan.FromSeconds(1);
        End(PaceOutcome.Refused);
        Assert.Equal(4, _speed.Limit);
    }

    [Fact]
    public void Other_failures_say_nothing_about_the_speed()
    {
        for (int i = 0; i < 100; i++)
        {
            End(PaceOutcome.Other);
        }

        Assert.Equal((8, null), (_speed.Limit, _speed.MaxPerSecond));
    }

    [Fact]
    public void After_a_refusal_the_rate_is_held_below_the_refused_one_and_rises_again()
    {
        Send(seconds: 2, perSecond: 50);
        End(PaceOutcome.Refused);
        double held = _speed.MaxPerSecond!.Value;
        Assert.InRange(held, 34, 42);

        Send(seconds: 1, perSecond: 40);
        Assert.InRange(_speed.MaxPerSecond!.Value, held, 50);
        Send(seconds: 6, perSecond: 40);
        Assert.InRange(_speed.MaxPerSecond!.Value, 50, 81);
    }

    [Fact]
    public void The_same_rate_refused_again_is_tried_later_each_time()
    {
        Send(seconds: 2, perSecond: 50);
        var waits = new List<double>();
        for (int i = 0; i < 7; i++)
        {
            End(PaceOutcome.Refused);
            TimeSpan before = _now;
            while (_speed.MaxPerSecond < 50)
            {
                Send(seconds: 0.1, perSecond: 50);
            }

            waits.Add((_now - before).TotalSeconds);
        }

        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.InRange(waits[^1], 30, 70);
    }

    [Fact]
    public void A_rate_that_nobody_uses_does_not_rise()
    {
        Send(seconds: 2, perSecond: 50);
        End(PaceOutcome.Refused);
        double held = _speed.MaxPerSecond!.Value;

        Send(seconds: 60, perSecond: 2);
        _now += TimeSpan.FromHours(1);
        Send(seconds: 1, perSecond: 2);

        Assert.Equal(held, _speed.MaxPerSecond!.Value);
    }

    [Fact]
    public void With_a_fixed_number_only_the_rate_adapts()
    {
        var speed = new AdaptiveSpeed(24);
        for (int i = 0; i < 100; i++)
        {
            speed.Record(_now, "send", TimeSpan.FromMilliseconds(10 + i), PaceOutcome.Answered, 24);
        }

        speed.Record(_now, "send", TimeSpan.Zero, PaceOutcome.Refused, 24);

        Assert.Equal(24, speed.Limit);
        Assert.InRange(speed.MaxPerSecond!.Value, 79, 81);
    }

    private void Answer(int count, string operation = "send", double seconds = 0.1, int inFlight = 64)
    {
        for (int i = 0; i < count; i++)
        {
            _speed.Record(_now, operation, TimeSpan.FromSeconds(seconds), PaceOutcome.Answered, inFlight);
        }
    }

    private void Send(double seconds, int perSecond)
    {
        for (int i = 0; i < seconds * perSecond; i++)
        {
            _now += TimeSpan.FromSeconds(1.0 / perSecond);
            _speed.Record(_now, "send", TimeSpan.FromMilliseconds(10), PaceOutcome.Answered, 1);
        }
    }

    private void End(PaceOutcome outcome) => _speed.Record(_now, "send", TimeSpan.FromMilliseconds(20), outcome, 1);
}
