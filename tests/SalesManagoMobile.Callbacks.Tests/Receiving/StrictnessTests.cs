using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>What two servers could read in two ways is refused, and the connection with it.</summary>
public sealed class StrictnessTests
{
    private const string Start = "POST " + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, Start + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b")]
    [InlineData(400, Start + "Content-Length: 3, 3\r\n\r\na=b")]
    [InlineData(400, Start + "Content-Length: +3\r\n\r\na=b")]
    [InlineData(400, Start + "Content-Length: 0x3\r\n\r\na=b")]
    [InlineData(400, Start + "Content-Length: -1\r\n\r\n")]
    [InlineData(400, Start + "Content-Length: 99999999999999999999\r\n\r\n")]
    [InlineData(400, Start + "Content-Length:\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(501, Start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(501, Start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData(400, "POST " + TestReceiver.Path + " HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Content-Length : 3\r\n\r\na=b")]
    [InlineData(400, Start + " Content-Length: 3\r\n\r\na=b")]
    [InlineData(400, Start + "X: a\r\n folded\r\nContent-Length: 3\r\n\r\na=b")]
    [InlineData(400, Start + "no colon\r\n\r\n")]
    [InlineData(400, Start + ": no name\r\n\r\n")]
    [InlineData(400, Start + "X: a\0b\r\n\r\n")]
    [InlineData(400, Start + "X: a\rContent-Length: 3\r\n\r\na=b")]
    [InlineData(400, Start + "X: a\nContent-Length: 3\r\n\r\na=b")]
    [InlineData(400, "POST " + TestReceiver.Path + " HTTP/1.1\nHost: x\n\n")]
    [InlineData(400, "POST " + TestReceiver.Path + " HTTP/1.1\r\n\r\n")]
    [InlineData(400, Start + "Host: y\r\n\r\n")]
    [InlineData(400, "POST  " + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST " + TestReceiver.Path + "\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST " + TestReceiver.Path + "\t HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST http:///callbacks/x HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST http://x@y" + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST http://x#" + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST * HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "PO(ST " + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(505, "POST " + TestReceiver.Path + " HTTP/2.0\r\nHost: x\r\n\r\n")]
    [InlineData(400, "POST " + TestReceiver.Path + " HTTQ/1.1\r\nHost: x\r\n\r\n")]
    [InlineData(400, "\x16\x03\x01\x02\0\x01\0\x01\xFC\x03\x03\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\nz\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n-1\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n 3\r\na=b\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n3 \r\na=b\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n0x3\r\na=b\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n3\na=b\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n3\r\na=bc\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n3;a\rb\r\na=b\r\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\n0\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n0\r\nbad trailer\r\n\r\n")]
    [InlineData(400, Start + "Transfer-Encoding: chunked\r\n\r\n000000003\r\na=b\r\n0\r\n\r\n")]
    [InlineData(413, Start + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n")]
    [InlineData(400, "GET " + TestReceiver.Path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b")]
    [InlineData(417, Start + "Expect: tea\r\nContent-Length: 3\r\n\r\na=b")]
    public async Task A_request_that_breaks_the_rules_is_refused_and_nothing_after_it_is_read(int status, string request)
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync(request + TestReceiver.Post("smuggled=yes"), Stop);

        RawAnswer? answer = await client.ReadAnswerAsync(Stop);
        Assert.Equal(status, answer?.Status);
        Assert.Contains("Connection: close", answer!.Head, StringComparison.Ordinal);
        Assert.True(await client.EndsAsync(Stop));
        Assert.Empty(receiver.Kept);
        Assert.Equal(1, receiver.Receiver.Counters.Refused);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var receiver = new TestReceiver(options => options with { MaxHeaderBytes = 1000 });

        Assert.Equal(431, (await receiver.SayAsync(Start + "X: " + new string('a', 1000), Stop))?.Status);
        Assert.Equal(431, (await receiver.SayAsync(Start + string.Concat(Enumerable.Repeat("X:\r\n", 101)) + "\r\n", Stop))?.Status);
        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b", "X: " + new string('a', 800) + "\r\n"), Stop))?.Status);
    }

    [Fact]
    public async Task Trailers_count_as_headers()
    {
        await using var receiver = new TestReceiver(options => options with { MaxHeaderBytes = 1000 });
        static string Trailers(int count) =>
            TestReceiver.Chunked(
                "3\r\na=b\r\n0\r\n" + string.Concat(Enumerable.Repeat("X: " + new string('a', 97) + "\r\n", count)) + "\r\n");

        Assert.Equal(200, (await receiver.SayAsync(Trailers(9), Stop))?.Status);
        Assert.Equal(400, (await receiver.SayAsync(Trailers(11), Stop))?.Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read_or_when_it_gets_there()
    {
        await using var receiver = new TestReceiver(options => options with { MaxBodyBytes = 100 });

        Assert.Equal(413, (await receiver.SayAsync(Start + "Content-Length: 101\r\n\r\n", Stop))?.Status);
        Assert.Equal(413, (await receiver.SayAsync(Start + "Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n", Stop))?.Status);
        Assert.Equal(
            413,
            (
                await receiver.SayAsync(
                    TestReceiver.Chunked(string.Concat(Enumerable.Repeat("20\r\n" + new string('x', 32) + "\r\n", 4))), Stop))?.Status);
        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post(new string('x', 100)), Stop))?.Status);
        Assert.Single(receiver.Kept);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_not_kept()
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync(Start + "Content-Length: 10\r\n\r\nTYPE=SMS", Stop);
        client.EndSending();

        Assert.Null(await client.ReadAnswerAsync(Stop));
        Assert.Empty(receiver.Kept);
        Assert.Empty(receiver.Failures);
    }
}
