using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class RequestFuzzTests
{
    [Fact]
    public async Task Two_thousand_damaged_requests_leave_the_receiver_well_and_every_200_in_the_spool()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using var receiver = new TestReceiver();

        // Side by side, so that they share flushes.
        int acknowledged = (await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => SendAsync(receiver, seed, 125, stop)))).Sum();

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b"), stop))?.Status);
        Assert.InRange(acknowledged, 200, 4000);
        Assert.Equal(acknowledged + 1, receiver.Kept.Count);
        Assert.Equal(acknowledged + 1, receiver.Receiver.Counters.Kept);
        Assert.Empty(receiver.Failures);
    }

    private static async Task<int> SendAsync(TestReceiver receiver, int seed, int count, CancellationToken stop)
    {
        var random = new Random(seed);
        int acknowledged = 0;
        for (int i = 0; i < count; i++)
        {
            using RawClient client = await RawClient.ConnectAsync(receiver.Receiver.Prefix.Port, stop);
            await client.SendAsync(RequestFuzz.Next(random, TestReceiver.Path), stop);
            client.EndSending();
            while (await client.ReadAnswerAsync(stop) is { } answer)
            {
                acknowledged += answer.Status == 200 ? 1 : 0;
            }
        }

        return acknowledged;
    }
}
