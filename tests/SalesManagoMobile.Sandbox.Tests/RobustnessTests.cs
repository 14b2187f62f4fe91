using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Whatever comes in, something sensible goes out.</summary>
public sealed class RobustnessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_mutated_body_gets_an_answer_and_never_an_exception()
    {
        var account = new SandboxAccount(new SandboxOptions { Slips = SandboxSlips.PropertiesAsArray });
        using var caller = Caller.InProcess(account);
        var push = account.Pushes[0].Id;
        (string Path, string Body)[] requests =
        [
            .. new (string Path, System.Text.Json.Nodes.JsonObject Body)[]
            {
                (Caller.Create, Bodies.Contact()), (Caller.ListPushes, Bodies.List()), (Caller.Send, Bodies.Send(push)),
                (Caller.SendCustom, Bodies.Custom()), (Caller.SendMass, Bodies.Batch(push, ("EMAIL", Bodies.Email), ("TAG", "VIP"))),
                (Caller.SendMassCustom, Bodies.CustomBatch(("TAG", "VIP"))), (Caller.History, new() { ["email"] = Bodies.Email, ["entriesNumber"] = 3 }),
                (Caller.Conversations, new() { ["pushId"] = push.ToString() }), (Caller.Statistics, new() { ["conversationId"] = 5816704 }),
                (Caller.ExportPush, new() { ["pushId"] = push.ToString(), ["timeFrom"] = 1, ["timeTo"] = 2 }), (Caller.Job, new() { ["jobId"] = 123456 }),
            }.Select(request => (request.Path, Caller.Sign(request.Path, request.Body).ToJsonString())),
        ];
        string[] pieces = ["null", "[]", "{}", "\"\"", "-1", "1e999", "true", "\\ud800", "\"", ",", "}", "]", ":", "{\"a\":1}", "[[1]]", "\0", "9223372036854775808"];

        Prop.ForAll<ushort, ushort, ushort>((choice, place, mix) =>
        {
            var (path, body) = requests[choice % requests.Length];
            // Values after the signature matter most: most mutations keep it.
            var start = place % body.Length;
            var end = Math.Min(body.Length, start + (mix % 12));
            var mutated = body[..start] + pieces[mix / 12 % pieces.Length] + body[end..];
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(mutated) };
            using var response = caller.Http.SendAsync(request, Cancellation).GetAwaiter().GetResult();
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithStartSize(1000).WithEndSize(60000));
    }

    [Theory]
    [InlineData("\r\n\r\n", "400")]
    [InlineData("GET /\r\n\r\n", "400")]
    [InlineData("GET / HTTP/2.0\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: x\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n0\r\nTrailer: x\r\n\r\n", "404")]
    [InlineData("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", "100")]
    [InlineData("GET /a HTTP/1.0\r\n\r\n", "404")]
    public async Task A_raw_request_is_answered_with(string raw, string status)
    {
        await using var server = SandboxServer.Start(new SandboxAccount());
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port, Cancellation);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(raw), Cancellation);
        using var reader = new StreamReader(socket.GetStream());
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_sent_without_waiting_are_answered_in_order()
    {
        var account = new SandboxAccount();
        await using var server = SandboxServer.Start(account);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port, Cancellation);
        await socket.GetStream().WriteAsync("GET /sandbox/requests HTTP/1.1\r\n\r\nGET /nothing HTTP/1.1\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(socket.GetStream());
        var all = await reader.ReadToEndAsync(Cancellation);
        Assert.True(all.IndexOf("HTTP/1.1 200 ", StringComparison.Ordinal) < all.IndexOf("HTTP/1.1 404 ", StringComparison.Ordinal), all);
        Assert.Equal(0, all.IndexOf("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_without_end_is_cut_off()
    {
        await using var server = SandboxServer.Start(new SandboxAccount());
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port, Cancellation);
        var flood = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', 8000));
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
                await socket.GetStream().WriteAsync(flood, Cancellation);
        });
    }
}
