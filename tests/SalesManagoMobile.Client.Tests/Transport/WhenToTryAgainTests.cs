using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class WhenToTryAgainTests
{
    private static readonly SmClientOptions Three = Options with { MaxRetry = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmFailureKind.ConnectionFailed, true, true)]
    [InlineData(SmFailureKind.ConnectionLost, true, false)]
    [InlineData(SmFailureKind.TimedOut, true, false)]
    [InlineData(SmFailureKind.ServerError, true, false)]
    [InlineData(SmFailureKind.Throttled, true, true)]
    [InlineData(SmFailureKind.InvalidResponse, false, false)]
    [InlineData(SmFailureKind.Rejected, false, false)]
    [InlineData(SmFailureKind.Authentication, false, false)]
    [InlineData(SmFailureKind.ClientError, false, false)]
    [InlineData(SmFailureKind.ResponseTooLarge, false, false)]
    public void What_may_reach_the_server_twice_is_tried_again_and_a_send_only_when_it_was_not_processed(
        SmFailureKind kind, bool question, bool send)
    {
        SmException failure = new(kind, "");

        Assert.Equal(question, RetryPolicy.Next(1, failure, repeatable: true, Three, 0.5) is not null);
        Assert.Equal(send, RetryPolicy.Next(1, failure, repeatable: false, Three, 0.5) is not null);
    }

    [Fact]
    public void A_throttled_send_is_tried_again_unless_the_user_said_no()
    {
        SmException throttled = new(SmFailureKind.Throttled, "") { RetryAfter = TimeSpan.FromSeconds(7) };

        Assert.Null(RetryPolicy.Next(1, throttled, repeatable: false, Three with { RetryThrottledSends = false }, 0));
        Assert.Equal(TimeSpan.FromSeconds(7), RetryPolicy.Next(1, throttled, repeatable: false, Three, 0));

        // Jitter comes on top.
        Assert.Equal(TimeSpan.FromSeconds(7.25), RetryPolicy.Next(1, throttled, repeatable: false, Three, 0.5));
    }

    [Fact]
    public void Back_off_doubles_up_to_half_a_minute_and_is_all_jitter() => Prop
        .ForAll(Gen.Choose(1, 10).Zip(Gen.Choose(0, 999)).ToArbitrary(), given =>
        {
            (int attempt, int thousandths) = given;
            double longest = Math.Min(0.5 * Math.Pow(2, attempt - 1), 30);
            TimeSpan wait =
                RetryPolicy.Next(attempt, new(SmFailureKind.TimedOut, ""), true, Three with { MaxRetry = 10 }, thousandths / 1000d)!.Value;
            return Math.Abs(wait.TotalSeconds - (longest * thousandths / 1000)) < 0.001;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_server_asked_for_is_never_cut_short() => Prop
        .ForAll(Gen.Choose(0, 600).Zip(Gen.Choose(0, 999)).ToArbitrary(), given =>
        {
            (int seconds, int thousandths) = given;
            SmException failure = new(SmFailureKind.Throttled, "") { RetryAfter = TimeSpan.FromSeconds(seconds) };
            return RetryPolicy.Next(1, failure, true, Three, thousandths / 1000d) >= failure.RetryAfter;
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_server_that_asks_for_more_than_ten_minutes_is_left_alone() =>
        Assert.Null(RetryPolicy.Next(1, new(SmFailureKind.Throttled, "") { RetryAfter = TimeSpan.FromSeconds(601) }, true, Three, 0));

    [Fact]
    public void Retries_end()
    {
        Assert.NotNull(RetryPolicy.Next(3, new(SmFailureKind.TimedOut, ""), true, Three, 0));
        Assert.Null(RetryPolicy.Next(4, new(SmFailureKind.TimedOut, ""), true, Three, 0));
        Assert.Null(RetryPolicy.Next(1, new(SmFailureKind.TimedOut, ""), true, Three with { MaxRetry = 0 }, 0));
    }

    [Fact]
    public async Task A_question_is_asked_until_it_is_answered_and_the_answer_tells_how_often()
    {
        TestClock clock = new(TimeSpan.FromSeconds(60));
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer("", HttpStatusCode.TooManyRequests, response => response.Headers.Add("Retry-After", "20"))
            .Answer("oops", HttpStatusCode.InternalServerError)
            .Fail(new HttpRequestException(HttpRequestError.ResponseEnded))
            .Answer("""{ "success": true, "jobId": 1, "message": [] }""");
        using SmClient client = new(Three with { Handler = handler, TimeProvider = clock });

        SmJob job = await client.ExportConversationAsync(5, Token);

        Assert.Equal(1, job.JobId);
        Assert.Equal(4, handler.Requests.Count);
        Assert.InRange(clock.Waits[0], TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20.5));
        Assert.InRange(clock.Waits[1], TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.InRange(clock.Waits[2], TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_socket_that_fails_bare_is_a_lost_connection_like_any_other()
    {
        // The runtime lets a socket's own error through when the other side is gone in the moment in which the connection stands.
        using ScriptedHandler handler = new ScriptedHandler().Fail(new SocketException((int)SocketError.NotConnected));
        using SmClient client = new(Three with { Handler = handler });
        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));
        Assert.Equal(SmFailureKind.ConnectionLost, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task The_same_seed_waits_the_same()
    {
        Assert.Equal(await WaitsAsync(7), await WaitsAsync(7));
        Assert.NotEqual(await WaitsAsync(7), await WaitsAsync(8));

        static async Task<IReadOnlyList<TimeSpan>> WaitsAsync(int seed)
        {
            TestClock clock = new(TimeSpan.FromSeconds(60));
            using ScriptedHandler handler = new();
            for (int i = 0; i < 4; i++)
            {
                handler.Answer("", HttpStatusCode.BadGateway);
            }

            using SmClient client = new(Three with { Handler = handler, TimeProvider = clock, Seed = seed });
            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.ListPushesAsync("app", Token));
            Assert.Equal(4, failure.Attempts);
            return clock.Waits;
        }
    }

    [Fact]
    public async Task A_gate_is_asked_before_a_retry_told_of_throttling_and_left_the_waiting()
    {
        CountingGate gate = new();
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer("", HttpStatusCode.TooManyRequests, response => response.Headers.Add("Retry-After", "20"))
            .Answer(Peer.Yes);
        using SmClient client = new(Three with { Handler = handler, TimeProvider = new TestClock() });

        SmAnswer answer = await client.SendCheckedAsync(Endpoint.SendPush, RequestFields.Of(Push), AnswerDecoder.Plain, gate, Token);

        Assert.Equal(2, answer.Attempts);
        Assert.True(Assert.Single(gate.BackOffs) >= TimeSpan.FromSeconds(20));
        Assert.Equal(1, gate.Throttled);
        Assert.NotNull(gate.Line.Pace.PausedUntil);
    }

    [Fact]
    public async Task A_gate_that_refuses_a_retry_leaves_the_failure_before_it()
    {
        CountingGate gate = new() { IsOpen = false };
        using ScriptedHandler handler = new ScriptedHandler().Answer("", HttpStatusCode.TooManyRequests).Answer(Peer.Yes);
        using SmClient client = new(Three with { Handler = handler, TimeProvider = new TestClock() });

        SmException failure = await Assert.ThrowsAsync<SmException>(() =>
            client.SendCheckedAsync(Endpoint.SendPush, RequestFields.Of(Push), AnswerDecoder.Plain, gate, Token));

        Assert.Equal((SmFailureKind.Throttled, 1), (failure.Kind, failure.Attempts));
    }

    private sealed class CountingGate : IRequestGate
    {
        public List<TimeSpan> BackOffs { get; } = [];

        public int Throttled { get; private set; }

        public PaceLine Line { get; } = new SessionPace(Three).SingleRequests;

        public bool IsOpen { get; init; } = true;

        public ValueTask<bool> WaitToRetryAsync(TimeSpan backOff)
        {
            BackOffs.Add(backOff);
            return new ValueTask<bool>(IsOpen);
        }

        public void OnNothingLeft()
        {
            // Nobody cancels here.
        }

        public void OnThrottled() => Throttled++;
    }
}
