using SalesManagoMobile.Http;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

// Memory is counted for the whole process, so no other test may run meanwhile.
[CollectionDefinition(nameof(HttpBodyTests), DisableParallelization = true)]
[Collection(nameof(HttpBodyTests))]
public sealed class HttpBodyTests
{
    private const int MegaByte = 1024 * 1024;

    [Theory]
    [InlineData(1024)]
    [InlineData(MegaByte)]
    [InlineData(17 * MegaByte)]
    [InlineData(40 * MegaByte)]
    public void Two_bodies_of_the_greatest_length_always_have_room(int maxBodyBytes)
    {
        HttpBodyBudget budget = Budget(maxBodyBytes);

        using var first = new HttpBody(maxBodyBytes, budget);
        using var second = new HttpBody(maxBodyBytes, budget);
        Fill(first, maxBodyBytes);
        Fill(second, maxBodyBytes);

        Assert.Equal(maxBodyBytes, first.Bytes.Length);
        Assert.Equal(maxBodyBytes, second.Bytes.Length);
    }

    [Fact]
    public void One_body_too_many_is_told_to_come_back_and_has_room_when_the_others_are_done()
    {
        HttpBodyBudget budget = Budget(20 * MegaByte);
        using (var first = new HttpBody(20 * MegaByte, budget))
        using (var second = new HttpBody(20 * MegaByte, budget))
        {
            Fill(first, 20 * MegaByte);
            Fill(second, 20 * MegaByte);
            using var small = new HttpBody(20 * MegaByte, budget);
            Fill(small, 16 * 1024);

            using var third = new HttpBody(20 * MegaByte, budget);
            Assert.Equal(503, Assert.Throws<HttpRefusalException>(() => Fill(third, 20 * MegaByte)).Status);
        }

        using var later = new HttpBody(20 * MegaByte, budget);
        Fill(later, 20 * MegaByte);
    }

    [Fact]
    public async Task A_body_in_many_chunks_costs_no_more_memory_than_one_in_few()
    {
        byte[] chunked =
        [
            .. Enumerable.Repeat("400\r\n"u8.ToArray().Concat(new byte[1024]).Concat("\r\n"u8.ToArray()), 4096).SelectMany(part => part),
            .. "0\r\n\r\n"u8,
        ];
        var reader = new HttpRequestReader(
            new MemoryStream([.. "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"u8, .. chunked]), 1000);
        HttpRequestHead head = (await reader.ReadHeadAsync(cancellationToken: TestContext.Current.CancellationToken))!;
        using var body = new HttpBody(16 * MegaByte);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        await reader.ReadBodyAsync(head, body, TestContext.Current.CancellationToken);

        Assert.Equal(4 * MegaByte, body.Bytes.Length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 * MegaByte);
    }

    private static HttpBodyBudget Budget(int maxBodyBytes) => new ReceiverShared(
        new ReceiverOptions
        {
            Prefix = ListenPrefix.Parse("http://127.0.0.1:0/"),
            Token = new CallbackToken(TestReceiver.Token),
            MaxBodyBytes = maxBodyBytes,
        },
        _ => Task.CompletedTask).Budget;

    private static void Fill(HttpBody body, int length)
    {
        byte[] part = new byte[4000];
        for (; length > 0; length -= part.Length)
        {
            body.Append(part.AsSpan(0, Math.Min(part.Length, length)));
        }
    }
}
