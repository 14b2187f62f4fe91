using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>What is promised: kept before answered, the others served however slow some are, a clean stop.</summary>
public sealed class PromiseTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_answered_before_it_is_kept()
    {
        var disk = new TaskCompletionSource();
        await using var receiver = new TestReceiver(keep: async (spool, post) =>
        {
            await disk.Task;
            await spool.AppendAsync(post);
        });
        RawClient client = await receiver.ConnectAsync(Stop);
        await client.SendAsync(TestReceiver.Post("a=b"), Stop);
        Task<RawAnswer?> answer = client.ReadAnswerAsync(Stop);

        Assert.Equal(200, (await receiver.SayAsync($"GET {TestReceiver.Path} HTTP/1.1\r\nHost: x\r\n\r\n", Stop))?.Status);
        Assert.False(answer.IsCompleted);
        disk.SetResult();

        Assert.Equal(200, (await answer)?.Status);
        Assert.Single(receiver.Kept);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_answered_503_and_told_once()
    {
        bool isFull = true;
        await using var receiver = new TestReceiver(keep: (spool, post) =>
            isFull ? Task.FromException(new SpoolException("The disk is full.")) : spool.AppendAsync(post));
        RawClient client = await receiver.ConnectAsync(Stop);
        await client.SendAsync(TestReceiver.Post("a=b"), Stop);

        Assert.Contains("Retry-After", (await client.ReadAnswerAsync(Stop))?.Head, StringComparison.Ordinal);
        Assert.Equal(503, (await receiver.SayAsync(TestReceiver.Post("a=b"), Stop))?.Status);
        isFull = false;
        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b"), Stop))?.Status);

        Assert.IsType<SpoolException>(Assert.Single(receiver.Failures));
        Assert.Equal(2, receiver.Receiver.Counters.NotKept);
        Assert.Single(receiver.Kept);
    }

    [Fact]
    public async Task A_slow_request_is_cut_off_when_its_time_is_over()
    {
        var clock = new FakeTimeProvider();
        await using var receiver = new TestReceiver(options => options with { TimeProvider = clock });
        RawClient silent = await receiver.ConnectAsync(Stop);
        RawClient slow = await receiver.ConnectAsync(Stop);
        await slow.SendAsync("POST ", Stop);
        await receiver.SayAsync(TestReceiver.Post("a=b"), Stop);

        Assert.True(await EndsInTimeAsync(silent, clock, TimeSpan.FromSeconds(11)));
        Assert.True(await EndsInTimeAsync(slow, clock, TimeSpan.FromSeconds(11)));
    }

    [Fact]
    public async Task A_connection_may_rest_between_requests_for_longer()
    {
        var clock = new FakeTimeProvider();
        await using var receiver = new TestReceiver(options => options with { TimeProvider = clock });
        RawClient client = await receiver.ConnectAsync(Stop);
        for (int i = 0; i < 3; i++)
        {
            await client.SendAsync(TestReceiver.Post("a=b"), Stop);
            Assert.Equal(200, (await client.ReadAnswerAsync(Stop))?.Status);
            clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(await EndsInTimeAsync(client, clock, TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public async Task When_all_places_are_taken_the_slowest_makes_room()
    {
        await using var receiver = new TestReceiver(options => options with { MaxConnections = 3 });
        var slow = new List<RawClient>();
        for (int i = 0; i < 10; i++)
        {
            slow.Add(await receiver.ConnectAsync(Stop));
            await slow[i].SendAsync("POST ", Stop);
        }

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b"), Stop))?.Status);
        Assert.True(await slow[0].EndsAsync(Stop));
        Assert.InRange(receiver.Receiver.Counters.CutOff, 7, 8);
    }

    [Fact]
    public async Task A_caller_that_proved_itself_keeps_its_place_before_those_that_did_not()
    {
        await using var receiver = new TestReceiver(options => options with { MaxConnections = 3 });
        RawClient proven = await receiver.ConnectAsync(Stop);
        await proven.SendAsync(TestReceiver.Post("a=b"), Stop);
        await proven.ReadAnswerAsync(Stop);
        for (int i = 0; i < 10; i++)
        {
            await (await receiver.ConnectAsync(Stop)).SendAsync("POST ", Stop);
        }

        await proven.SendAsync(TestReceiver.Post("a=b"), Stop);

        Assert.Equal(200, (await proven.ReadAnswerAsync(Stop))?.Status);
    }

    [Fact(Timeout = 30_000)]
    public async Task Who_sends_without_a_pause_is_asked_to_come_back_when_a_newcomer_waits()
    {
        var disk = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var receiver = new TestReceiver(options => options with { MaxConnections = 1 }, async (spool, post) =>
        {
            arrived.TrySetResult();
            await disk.Task;
            await spool.AppendAsync(post);
        });
        RawClient busy = await receiver.ConnectAsync(Stop);
        await busy.SendAsync(string.Concat(Enumerable.Repeat(TestReceiver.Post("a=b"), 2)), Stop);
        await arrived.Task;
        RawClient newcomer = await receiver.ConnectAsync(Stop);
        await newcomer.SendAsync(TestReceiver.Post("c=d"), Stop);
        while (!receiver.Receiver.IsCrowded)
        {
            await Task.Yield();
        }

        disk.SetResult();

        Assert.Contains("Connection: close", (await busy.ReadAnswerAsync(Stop))?.Head, StringComparison.Ordinal);
        Assert.Equal(200, (await newcomer.ReadAnswerAsync(Stop))?.Status);
    }

    [Fact]
    public async Task Stopping_answers_what_is_being_kept_and_cuts_off_what_is_not_complete()
    {
        var disk = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var receiver = new TestReceiver(keep: async (spool, post) =>
        {
            arrived.SetResult();
            await disk.Task;
            await spool.AppendAsync(post);
        });
        RawClient incomplete = await receiver.ConnectAsync(Stop);
        await incomplete.SendAsync("POST ", Stop);
        RawClient complete = await receiver.ConnectAsync(Stop);
        await complete.SendAsync(TestReceiver.Post("a=b"), Stop);
        await arrived.Task;

        Task stopping = receiver.Receiver.StopAsync();
        Assert.True(await incomplete.EndsAsync(Stop));
        Assert.False(stopping.IsCompleted);
        disk.SetResult();

        Assert.Contains("Connection: close", (await complete.ReadAnswerAsync(Stop))?.Head, StringComparison.Ordinal);
        complete.Dispose();
        await stopping;
        Assert.Single(receiver.Kept);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_a_next_request_after_an_answer()
    {
        var clock = new StoppingClock();
        await using var receiver = new TestReceiver(options => options with { TimeProvider = clock, IdleTimeout = TimeSpan.FromHours(1) });
        clock.AtAnswer = () => receiver.Receiver.StopAsync();
        RawClient client = await receiver.ConnectAsync(Stop);

        await client.SendAsync(TestReceiver.Post("a=b"), Stop);

        Assert.Equal(200, (await client.ReadAnswerAsync(Stop))?.Status);
        Assert.True(await client.EndsAsync(Stop));
    }

    [Fact(Timeout = 30_000)]
    public async Task Whatever_one_caller_causes_the_next_is_let_in()
    {
        var clock = new BrokenClock();
        await using var receiver = new TestReceiver(options => options with { TimeProvider = clock });

        clock.Breaks = true;
        Assert.True(await (await receiver.ConnectAsync(Stop)).EndsAsync(Stop));

        Assert.Equal(200, (await receiver.SayAsync(TestReceiver.Post("a=b"), Stop))?.Status);
        Assert.IsType<InvalidOperationException>(Assert.Single(receiver.Failures));
    }

    [Fact(Timeout = 30_000)]
    public async Task Callers_that_left_before_they_were_let_in_take_no_place()
    {
        var clock = new GatedClock();
        await using var receiver = new TestReceiver(options => options with { TimeProvider = clock, MaxConnections = 1 });
        clock.Gate.Reset();
        for (int i = 0; i < 10; i++)
        {
            using var gone = new TcpClient { LingerState = new LingerOption(true, 0) };
            await gone.ConnectAsync(IPAddress.Loopback, receiver.Receiver.Prefix.Port, Stop);
            gone.Client.Send(Encoding.ASCII.GetBytes(i % 2 == 0 ? "POST " : ""));
        }

        Task<RawAnswer?> answer = receiver.SayAsync(TestReceiver.Post("a=b"), Stop);
        clock.Gate.Set();

        Assert.Equal(200, (await answer)?.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_a_certificate_it_speaks_tls(bool withCopiedKey)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 certificate = withCopiedKey ? ServerCertificate.CopyWithStoredKey(made) : X509Certificate2.CreateFromPem(
            made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        await using var receiver = new TestReceiver(options => options with
        {
            Prefix = ListenPrefix.Parse("https://127.0.0.1:0/callbacks/"),
            Certificate = certificate,
        });
        using var handler = new SocketsHttpHandler
        {
            SslOptions =
                new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, peer, _, _) => peer!.Equals(certificate) },
        };
        using var http = new HttpClient(handler);

        using HttpResponseMessage answer = await http.PostAsync(receiver.Url, new FormUrlEncodedContent([new("TYPE", "SMS")]), Stop);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("https", receiver.Url.Scheme);
        Assert.Single(receiver.Kept);
        Assert.Null(await receiver.SayAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n", Stop));
        Assert.Equal(1, receiver.Receiver.Counters.Refused);
    }

    [Fact]
    public void Https_without_a_certificate_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new TestReceiver(options => options with { Prefix = ListenPrefix.Parse("https://127.0.0.1:0/") }));

    /// <summary>
    /// Lets the time pass until the connection ends: how far the receiver has got with it when the time first passes, nobody knows.
    /// </summary>
    private static async Task<bool> EndsInTimeAsync(RawClient client, FakeTimeProvider clock, TimeSpan time)
    {
        Task<bool> end = client.EndsAsync(Stop);
        do
        {
            clock.Advance(time);
        }
        while (await Task.WhenAny(end, Task.Delay(10, Stop)) != end);
        return await end;
    }

    /// <summary>A clock that stands still, and keeps whoever asks for it waiting.</summary>
    private sealed class GatedClock : FakeTimeProvider
    {
        public ManualResetEventSlim Gate { get; } = new(initialState: true);

        public override long GetTimestamp()
        {
            Gate.Wait(TestContext.Current.CancellationToken);
            return base.GetTimestamp();
        }
    }
}
