using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class RequestBodyTests
{
    private const int MegaByte = 1024 * 1024;

    [Theory]
    [InlineData(1024)]
    [InlineData(MegaByte)]
    [InlineData(17 * MegaByte)]
    [InlineData(40 * MegaByte)]
    public void Two_bodies_of_the_greatest_length_always_have_room(int maxBodyBytes)
    {
        BodyBudget budget = Budget(maxBodyBytes);

        using var first = new RequestBody(maxBodyBytes, budget);
        using var second = new RequestBody(maxBodyBytes, budget);
        Fill(first, maxBodyBytes);
        Fill(second, maxBodyBytes);

        Assert.Equal(maxBodyBytes, first.Bytes.Length);
        Assert.Equal(maxBodyBytes, second.Bytes.Length);
    }

    [Fact]
    public void One_body_too_many_is_told_to_come_back_and_has_room_when_the_others_are_done()
    {
        BodyBudget budget = Budget(20 * MegaByte);
        using (var first = new RequestBody(20 * MegaByte, budget))
        using (var second = new RequestBody(20 * MegaByte, budget))
        {
            Fill(first, 20 * MegaByte);
            Fill(second, 20 * MegaByte);
            using var small = new RequestBody(20 * MegaByte, budget);
            Fill(small, 16 * 1024);

            using var third = new RequestBody(20 * MegaByte, budget);
            Assert.Equal(503, Assert.Throws<HttpRefusal>(() => Fill(third, 20 * MegaByte)).Status);
        }

        using var later = new RequestBody(20 * MegaByte, budget);
        Fill(later, 20 * MegaByte);
    }

    private static BodyBudget Budget(int maxBodyBytes) => new ReceiverShared(
        new ReceiverOptions { Prefix = ListenPrefix.Parse("http://127.0.0.1:0/"), Token = new CallbackToken(TestReceiver.Token), MaxBodyBytes = maxBodyBytes },
        _ => Task.CompletedTask).Budget;

    private static void Fill(RequestBody body, int length)
    {
        byte[] part = new byte[4000];
        for (; length > 0; length -= part.Length)
        {
            body.Append(part.AsSpan(0, Math.Min(part.Length, length)));
        }
    }
}
