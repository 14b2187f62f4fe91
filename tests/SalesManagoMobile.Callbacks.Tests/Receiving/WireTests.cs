using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>From bytes on a socket to typed objects.</summary>
public sealed class WireTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> VectorsInEachEncoding() => ShapeTests.VectorsInEachEncoding();

    [Theory, MemberData(nameof(VectorsInEachEncoding))]
    public async Task A_documented_shape_goes_from_the_wire_to_its_type(int index, string encoding)
    {
        ShapeVector vector = ShapeVectors.All[index];
        ReceivedPost post = Encodings.Encode(encoding, vector.Fields);
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync(TestReceiver.Post(Encoding.Latin1.GetString(post.Body.Span), $"Content-Type: {post.ContentType}\r\n"), Stop);

        Assert.Equal(200, (await client.ReadAnswerAsync(Stop))?.Status);
        SmCallback callback = await FirstAsync(receiver);
        Assert.Equal(vector.Expected, ShapeVector.Essence(callback));
        Assert.Equal("127.0.0.1", callback.SourceAddress);
        Assert.NotEqual(default, callback.ReceivedAt);
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte()
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        foreach (char c in TestReceiver.Chunked("3;x=y\r\nTYP\r\n5\r\nE=SMS\r\n0\r\nX-Sum: 1\r\n\r\n"))
        {
            await client.SendAsync(c.ToString(), Stop);
        }

        Assert.Equal(200, (await client.ReadAnswerAsync(Stop))?.Status);
        Assert.IsType<SmSmsCallback>(await FirstAsync(receiver));
    }

    [Fact]
    public async Task Requests_in_one_packet_are_answered_in_order()
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync(
            string.Concat(Enumerable.Range(0, 20).Select(i => TestReceiver.Post($"n={i}")))
                + $"GET {TestReceiver.Path} HTTP/1.1\r\nHost: x\r\n\r\n",
            Stop);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("OK\n", (await client.ReadAnswerAsync(Stop))?.Body);
        }

        Assert.Equal("The callback receiver is up.\n", (await client.ReadAnswerAsync(Stop))?.Body);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"n={i}"), receiver.Kept.Select(post => Encoding.UTF8.GetString(post.Body.Span)));
    }

    [Fact]
    public async Task One_empty_line_before_a_request_is_let_pass()
    {
        await using var receiver = new TestReceiver();

        Assert.Equal(200, (await receiver.SayAsync("\r\n" + TestReceiver.Post("a=b"), Stop))?.Status);
        Assert.Equal(400, (await receiver.SayAsync("\r\n\r\n" + TestReceiver.Post("a=b"), Stop))?.Status);
    }

    [Fact]
    public async Task A_caller_that_waits_to_be_told_is_told_to_go_on()
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync($"POST {TestReceiver.Path} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", Stop);
        Assert.Equal(100, (await client.ReadAnswerAsync(Stop))?.Status);
        await client.SendAsync("a=b", Stop);

        Assert.Equal(200, (await client.ReadAnswerAsync(Stop))?.Status);
    }

    [Fact]
    public async Task The_query_and_the_content_type_are_kept_with_the_body()
    {
        await using var receiver = new TestReceiver();

        await receiver.SayAsync(
            TestReceiver.Post("x", "Content-Type: text/x-odd; a=\xE9\r\n", TestReceiver.Path + "?TYPE=SMS&a=%20b"), Stop);

        ReceivedPost post = Assert.Single(receiver.Kept);
        Assert.Equal("text/x-odd; a=\xE9", post.ContentType);
        Assert.Equal("TYPE=SMS&a=%20b", post.Query);
    }

    [Fact]
    public async Task Old_callers_get_their_answer_and_the_end()
    {
        await using var receiver = new TestReceiver();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync($"POST {TestReceiver.Path} HTTP/1.0\r\nContent-Length: 3\r\n\r\na=b", Stop);

        Assert.Contains("Connection: close", (await client.ReadAnswerAsync(Stop))?.Head, StringComparison.Ordinal);
        Assert.True(await client.EndsAsync(Stop));
    }

    [Fact]
    public async Task A_body_of_any_bytes_is_kept_as_it_is()
    {
        byte[] body = new byte[300_000];
        new Random(1).NextBytes(body);
        await using var receiver = new TestReceiver();
        using var http = new HttpClient();

        using HttpResponseMessage answer = await http.PostAsync(receiver.Url, new ByteArrayContent(body), Stop);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(body, Assert.Single(receiver.Kept).Body.ToArray());
    }

    private static async Task<SmCallback> FirstAsync(TestReceiver receiver)
    {
        await foreach (SpooledCallback entry in receiver.Spool.ReadAsync(Stop))
        {
            return entry.Callback!;
        }

        throw new InvalidOperationException("The spool ended.");
    }
}
