using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

public sealed class CallerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/callbacks/" + TestReceiver.Token, "")]
    [InlineData("/callbacks/", "X-Callback-Token: " + TestReceiver.Token + "\r\n")]
    [InlineData("/callbacks", "x-callback-token: " + TestReceiver.Token + "\r\n")]
    [InlineData("/callbacks/messangi", "X-Callback-Token: " + TestReceiver.Token + "\r\n")]
    [InlineData("http://example.com/callbacks/" + TestReceiver.Token, "")]
    [InlineData("/callbacks/", "Authorization: Basic YW55Ym9keTowMTIzNDU2Nzg5YWJjZGVmZ2hpag==\r\n")]
    public async Task A_caller_shows_the_token_in_one_of_three_ways(string path, string headers)
    {
        await using var receiver = new TestReceiver();

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b", headers, path), Stop))?.Status);
        Assert.Single(receiver.Kept);
    }

    [Theory]
    [InlineData("/callbacks/", "")]
    [InlineData("/callbacks/0123456789abcdefghiJ", "")]
    [InlineData("/callbacks/0123456789abcdefghi", "")]
    [InlineData("/callbacks/" + TestReceiver.Token + "/", "")]
    [InlineData("/other/" + TestReceiver.Token, "")]
    [InlineData("/other/", "X-Callback-Token: " + TestReceiver.Token + "\r\n")]
    [InlineData("/" + TestReceiver.Token, "")]
    [InlineData("http://x?/callbacks/" + TestReceiver.Token, "")]
    [InlineData("/callbacks/", "X-Callback-Token: wrong\r\n")]
    [InlineData("/callbacks/", "X-Callback-Token: " + TestReceiver.Token + "\r\nX-Callback-Token: wrong\r\n")]
    [InlineData("/callbacks/", "Authorization: Basic not-base64\r\n")]
    [InlineData("/callbacks/", "Authorization: Basic YW55Ym9keTp3cm9uZw==\r\n")]
    [InlineData("/callbacks/", "Authorization: Bearer " + TestReceiver.Token + "\r\n")]
    public async Task Anybody_else_finds_nothing(string path, string headers)
    {
        await using var receiver = new TestReceiver();

        foreach (string? request in new[] { TestReceiver.Post("a=b", headers, path), $"GET {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n" })
        {
            Assert.Equal("Not found.\n", (await receiver.SayAsync(request, Stop))?.Body);
        }

        Assert.Empty(receiver.Kept);
        Assert.Equal(2, receiver.Receiver.Counters.Unauthorised);
    }

    [Fact]
    public async Task A_body_of_a_stranger_is_never_read()
    {
        await using var receiver = new TestReceiver();

        Assert.Equal(
            404,
            (
                await receiver.SayAsync(
                    "POST /callbacks/wrong HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\nExpect: 100-continue\r\n\r\n",
                    Stop))?.Status);
    }

    [Theory]
    [InlineData("GET", 200)]
    [InlineData("HEAD", 200)]
    [InlineData("PUT", 405)]
    [InlineData("OPTIONS", 405)]
    [InlineData("BREW", 405)]
    public async Task Other_methods_are_answered_without_keeping_anything(string method, int status)
    {
        await using var receiver = new TestReceiver();

        RawAnswer? answer = await receiver.SayAsync($"{method} {TestReceiver.Path} HTTP/1.1\r\nHost: x\r\n\r\n", Stop);

        Assert.Equal(status, answer?.Status);
        Assert.Equal(status == 405, answer!.Head.Contains("Allow: GET, HEAD, POST", StringComparison.Ordinal));
        Assert.Empty(receiver.Kept);
    }

    [Theory]
    [InlineData("Connection: close\r\n", true)]
    [InlineData("Connection: x, Close\r\n", true)]
    [InlineData("Connection: x-closed\r\n", false)]
    [InlineData("", false)]
    public async Task A_connection_ends_when_its_caller_says_so(string header, bool ends)
    {
        await using var receiver = new TestReceiver();

        RawAnswer? answer = await receiver.SayAsync(TestReceiver.Post("a=b", header), Stop);

        Assert.Equal(ends, answer!.Head.Contains("Connection: close", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("127.9.9.9/8", true)]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("127.0.0.2/31", false)]
    [InlineData("203.0.113.0/24", false)]
    [InlineData("::1", false)]
    public async Task Only_allowed_addresses_are_listened_to(string allowed, bool isAnswered)
    {
        await using var receiver = new TestReceiver(options => options with { AllowFrom = [AddressRange.Parse(allowed)] });

        Assert.Equal(isAnswered, await receiver.SayAsync(TestReceiver.Post("a=b"), Stop) is { Status: 200 });
        Assert.Equal(isAnswered ? 1 : 0, receiver.Kept.Count);
    }

    [Theory]
    [InlineData("", "127.0.0.1")]
    [InlineData("X-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9")]
    [InlineData("X-Forwarded-For: 203.0.113.9:4711\r\n", "203.0.113.9")]
    [InlineData("X-Forwarded-For: 198.51.100.1, 203.0.113.9, 10.0.0.1\r\n", "203.0.113.9")]
    [InlineData("X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9")]
    [InlineData("X-Forwarded-For: 203.0.113.9, nonsense\r\n", "127.0.0.1")]
    [InlineData("X-Forwarded-For: [2001:db8::1]:80\r\n", "2001:db8::1")]
    [InlineData("X-Forwarded-For: 203.0.113.9:80\r\n", "203.0.113.9")]
    [InlineData("X-Forwarded-For: 198.51.100.1, 0313.0.113.9\r\n", "127.0.0.1")]
    [InlineData("X-Forwarded-For: 198.51.100.1, 0313.0.113.9:80\r\n", "127.0.0.1")]
    public async Task A_trusted_proxy_tells_the_address_and_nobody_before_it_is_believed(string header, string source)
    {
        await using var receiver = new TestReceiver(options => options with
        {
            TrustedProxies = [AddressRange.Parse("127.0.0.1"), AddressRange.Parse("10.0.0.0/8")],
        });

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b", header), Stop))?.Status);
        Assert.Equal(source, Assert.Single(receiver.Kept).SourceAddress);
    }

    [Fact]
    public async Task Without_a_trusted_proxy_the_header_says_nothing()
    {
        await using var receiver = new TestReceiver(options => options with { AllowFrom = [AddressRange.Parse("127.0.0.1")] });

        await receiver.SayAsync(TestReceiver.Post("a=b", "X-Forwarded-For: 203.0.113.9\r\n"), Stop);

        Assert.Equal("127.0.0.1", Assert.Single(receiver.Kept).SourceAddress);
    }

    [Fact]
    public async Task Behind_a_proxy_the_callers_own_address_must_be_allowed()
    {
        await using var receiver = new TestReceiver(options => options with
        {
            AllowFrom = [AddressRange.Parse("203.0.113.0/24")],
            TrustedProxies = [AddressRange.Parse("127.0.0.1")],
        });

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b", "X-Forwarded-For: 203.0.113.9\r\n"), Stop))?.Status);
        Assert.Equal(
            404, (await receiver.SayAsync(TestReceiver.Post("a=b", "X-Forwarded-For: 203.0.113.9, 198.51.100.1\r\n"), Stop))?.Status);
        Assert.Equal(404, (await receiver.SayAsync(TestReceiver.Post("a=b"), Stop))?.Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcdef/")]
    [InlineData("0123456789abcdeż")]
    public void A_token_that_can_be_guessed_or_escaped_is_refused(string token) =>
        Assert.Throws<FormatException>(() => new CallbackToken(token));

    [Fact]
    public void A_made_token_is_good_and_new_each_time()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => CallbackToken.Generate()).ToHashSet();

        Assert.Equal(100, tokens.Count);
        Assert.All(tokens, token => Assert.True(new CallbackToken(token).Matches(token)));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/")]
    [InlineData("10/8")]
    [InlineData("192.168/16")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.0.0.01/32")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("10")]
    [InlineData("example.com")]
    [InlineData("")]
    public void A_network_that_is_none_is_refused(string text) => Assert.Throws<FormatException>(() => AddressRange.Parse(text));

    [Theory]
    [InlineData("http://localhost:8080/callbacks/", "http://localhost:8080/callbacks/", 2)]
    [InlineData("HTTP://LOCALHOST/a", "http://LOCALHOST:80/a/", 2)]
    [InlineData("https://+", "https://+:443/", 1)]
    [InlineData("http://*:0/", "http://*:0/", 1)]
    [InlineData("http://[::1]:81/x", "http://[::1]:81/x/", 1)]
    [InlineData("http://192.0.2.1:65535/", "http://192.0.2.1:65535/", 1)]
    public void A_prefix_says_where_to_listen(string text, string expected, int addresses)
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "localhost is one address without IPv6.");
        var prefix = ListenPrefix.Parse(text);

        Assert.Equal(expected, prefix.ToString());
        Assert.Equal(addresses, prefix.Addresses.Count);
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost/")]
    [InlineData("http://example.com/")]
    [InlineData("http://localhost:x/")]
    [InlineData("http://localhost:65536/")]
    [InlineData("http://localhost:-1/")]
    [InlineData("http://localhost/a b")]
    [InlineData("http://localhost/?a")]
    [InlineData("http:///")]
    [InlineData("http://0177.0.0.1:8080/")]
    public void A_prefix_that_cannot_be_listened_on_is_explained(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => ListenPrefix.Parse(text)).Message, StringComparison.Ordinal);
}
