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

        SmCallbackDelivery delivery = await sender.SendAsync(post, Stop);

        Assert.Equal(
            (true, 200, "OK", SmCallbackKind.Unknown), (delivery.IsAccepted, delivery.StatusCode, delivery.Message, delivery.Kind));
        Assert.DoesNotContain(TestReceiver.Token, delivery.ToString(), StringComparison.Ordinal);
        ReceivedPost kept = Assert.Single(receiver.Kept);
        Assert.Equal(post.Body.ToArray(), kept.Body.ToArray());
        Assert.Equal((post.ContentType, post.Query), (kept.ContentType, kept.Query));
    }

    [Fact]
    public async Task Each_post_waits_for_its_turn()
    {
        var clock = new TestClock(skipBelow: TimeSpan.FromMinutes(1));
        await using var receiver = new TestReceiver();
        using var sender = new CallbackSender(receiver.Url, Timeout.InfiniteTimeSpan, ratePerSecond: 2, clock);

        for (int i = 0; i < 4; i++)
        {
            await sender.SendAsync(Encodings.Post(null, "a=b"), Stop);
        }

        Assert.Equal([0.5, 0.5, 0.5], clock.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_receiver_that_does_not_answer_is_reported()
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        var disk = new TaskCompletionSource();
        await using var receiver = new TestReceiver(keep: (_, _) =>
        {
            asked.SetResult();
            return disk.Task;
        });
        using var sender = new CallbackSender(receiver.Url, TimeSpan.FromSeconds(30), null, clock);
        Task<SmCallbackDelivery> sending = sender.SendAsync(Encodings.Post(null, "a=b"), Stop);
        await asked.Task;

        clock.Advance(TimeSpan.FromSeconds(30));
        SmCallbackDelivery delivery = await sending;
        disk.SetResult();

        Assert.Equal(
            (false, null, "There was no response within 30 seconds."), (delivery.IsAccepted, delivery.StatusCode, delivery.Message));
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_that_does_not_end_is_not_waited_for()
    {
        var clock = new FakeTimeProvider();
        using var answer = new EndlessAnswer();
        using var sender = new CallbackSender(new Uri("http://localhost/callbacks/x"), TimeSpan.FromSeconds(30), null, clock, answer);
        Task<SmCallbackDelivery> sending = sender.SendAsync(Encodings.Post(null, "a=b"), Stop);
        await answer.IsRead;

        clock.Advance(TimeSpan.FromSeconds(30));

        SmCallbackDelivery delivery = await sending;
        Assert.Equal(
            (true, 202, "The response did not end within 30 seconds."), (delivery.IsAccepted, delivery.StatusCode, delivery.Message));
    }

    [Theory]
    [InlineData("http://localhost:8080/x", false)]
    [InlineData("http://127.0.0.1/x", false)]
    [InlineData("https://callbacks.example.com/x", true)]
    public void What_stays_on_this_machine_goes_through_no_proxy(string uri, bool usesProxy)
    {
        using SocketsHttpHandler handler = CallbackSender.Handler(new Uri(uri));

        Assert.Equal(usesProxy, handler.UseProxy);
    }

    [Theory]
    [InlineData("https://example.com/callbacks/token", "https://example.com/callbacks/***")]
    [InlineData("https://user:token@example.com/callbacks/token/?a=token", "https://example.com/callbacks/***")]
    [InlineData("https://example.com/", "https://example.com/***")]
    public void The_token_is_masked(string uri, string masked) => Assert.Equal(masked, CallbackSender.Mask(new Uri(uri)).AbsoluteUri);
}
