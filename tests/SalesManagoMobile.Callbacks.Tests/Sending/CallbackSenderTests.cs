using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class CallbackSenderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_arrives_byte_for_byte_with_its_content_type_and_query()
    {
        await using var receiver = new TestReceiver();
        using var sender = new CallbackSender(receiver.Url, TimeSpan.FromSeconds(30), null, TimeProvider.System);
        var post = new ReceivedPost { ContentType = "text/x-odd; a=\xE9", Query = "TYPE=SMS&a=%20b", Body = new byte[] { 0, 255, 10, 13 } };

        var delivery = await sender.SendAsync(post, Stop);

        Assert.Equal((true, 200, "OK", SmCallbackKind.Sms), (delivery.IsAccepted, delivery.StatusCode, delivery.Message, delivery.Kind));
        Assert.DoesNotContain(TestReceiver.Token, delivery.ToString(), StringComparison.Ordinal);
        var kept = Assert.Single(receiver.Kept);
        Assert.Equal(post.Body.ToArray(), kept.Body.ToArray());
        Assert.Equal((post.ContentType, post.Query), (kept.ContentType, kept.Query));
    }

    [Fact]
    public async Task Each_post_waits_for_its_turn()
    {
        var clock = new WaitingClock();
        await using var receiver = new TestReceiver();
        using var sender = new CallbackSender(receiver.Url, TimeSpan.FromSeconds(30), ratePerSecond: 2, clock);

        for (var i = 0; i < 4; i++)
            await sender.SendAsync(Encodings.Post(null, "a=b"), Stop);

        Assert.Equal([0.5, 1, 1.5], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_reported()
    {
        var disk = new TaskCompletionSource();
        await using var receiver = new TestReceiver(keep: (_, _) => disk.Task);
        using var sender = new CallbackSender(receiver.Url, TimeSpan.FromMilliseconds(50), null, TimeProvider.System);

        var delivery = await sender.SendAsync(Encodings.Post(null, "a=b"), Stop);
        disk.SetResult();

        Assert.False(delivery.IsAccepted);
        Assert.Contains("no answer within", delivery.Message, StringComparison.Ordinal);
    }

    /// <summary>A clock that stands still: whoever waits is told at once that the time has come, and how long it asked for is noted.</summary>
    private sealed class WaitingClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override long GetTimestamp() => 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
