using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Whatever comes in, something sensible goes out.</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Values =
    [
        "null", "[]", "{}", "\"\"", "\" \"", "-1", "0", "1e999", "true", "\"true\"", "{\"a\":1}", "[[1]]", "[{}]", "\"x\"",
        "9223372036854775807", "-9223372036854775808", "\"9223372036854775807\"", "9223372036854775808",
        "{\"text\":\"${\",\"personalized\":true}",
        "[{\"addresseeType\":\"CONTACT_ID\",\"value\":\"x, ,{}\"}]", "[{\"addresseeType\":1,\"value\":[]}]",
        "[{\"name\":{},\"value\":null}]",
    ];

    private static readonly string[] Pieces = [.. Values, "\\ud800", "\"", ",", "}", "]", ":", "\0"];

    private SandboxAccount Account { get; } =
        new(new SandboxOptions { Quirks = SandboxQuirks.PropertiesAsArray, AcceptAnyRecipient = true });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_mutated_body_gets_an_answer_and_never_an_exception()
    {
        using var caller = Caller.InProcess(Account);
        (string Path, string Body)[] requests = Requests()
            .Select(request => (request.Path, Body: Caller.Sign(request.Path, request.Body).ToJsonString()))
            .ToArray();
        Assert.Empty(Operation.All.Keys.Except(requests.Select(request => request.Path)));

        Prop.ForAll<ushort, ushort, ushort>((choice, place, mix) =>
        {
            (string? path, string? body) = requests[choice % requests.Length];
            // Values after the signature matter most: most mutations keep it.
            int start = place % body.Length;
            int end = Math.Min(body.Length, start + (mix % 12));
            string mutated = body[..start] + Pieces[mix / 12 % Pieces.Length] + body[end..];
            return IsSensible(PostAsync(caller, path, mutated).GetAwaiter().GetResult());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithStartSize(1000).WithEndSize(60000));
    }

    [Fact]
    public async Task A_field_of_any_value_gets_an_answer_and_never_an_exception()
    {
        using var caller = Caller.InProcess(Account);
        foreach ((string? path, JsonObject? good) in Requests())
        {
            foreach (string? field in good.Select(field => field.Key).ToArray())
            {
                foreach (string value in Values)
                {
                    var body = (JsonObject)good.DeepClone();
                    body[field] = JsonNode.Parse(value);
                    Assert.True(
                        IsSensible(await PostAsync(caller, path, Caller.Sign(path, body).ToJsonString())), $"{path}: {field} = {value}");
                }
            }
        }
    }

    [Theory]
    [InlineData("\r\n\r\n", "400")]
    [InlineData("GET /\r\n\r\n", "400")]
    [InlineData("GET / HTTP/2.0\r\n\r\n", "505")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", "413")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n", "400")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n7fffffff\r\n", "413")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nab\r\n0\r\nTrailer: x\r\n\r\n", "404")]
    [InlineData("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", "100")]
    [InlineData("POST /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "400")]
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
        await socket.GetStream().WriteAsync(
            "GET /sandbox/requests HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray(),
            Cancellation);
        using var reader = new StreamReader(socket.GetStream());
        string all = await reader.ReadToEndAsync(Cancellation);
        Assert.True(all.IndexOf("HTTP/1.1 200 ", StringComparison.Ordinal) < all.IndexOf("HTTP/1.1 404 ", StringComparison.Ordinal), all);
        Assert.Equal(0, all.IndexOf("HTTP/1.1 200 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_without_end_is_cut_off()
    {
        await using var server = SandboxServer.Start(new SandboxAccount());
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port, Cancellation);
        byte[] flood = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', 8000));
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                await socket.GetStream().WriteAsync(flood, Cancellation);
            }
        });
    }

    private static bool IsSensible(HttpStatusCode status) =>
        status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized;

    private static async Task<HttpStatusCode> PostAsync(Caller caller, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await caller.Http.PostAsync(path, content, Cancellation);
        return response.StatusCode;
    }

    private IEnumerable<(string Path, JsonObject Body)> Requests()
    {
        Guid push = Account.Pushes[0].Id;
        JsonObject batch = Bodies.Batch(push, ("EMAIL", Bodies.Email), ("TAG", "VIP"));
        batch["date"] = "1659938888000";
        return
        [
            (Caller.Create, Bodies.Contact()), (Caller.ListPushes, Bodies.List()), (Caller.Send, Bodies.Send(push)),
            (Caller.SendCustom, Bodies.Custom()),
            (Caller.SendMass, batch), (Caller.SendMassCustom, Bodies.CustomBatch(("TAG", "VIP"))),
            (
                Caller.Send,
                new()
                {
                    ["pushId"] = push.ToString(), ["applicationId"] = SandboxAccount.ApplicationId, ["userId"] = "u", ["contactId"] = null,
                }),
            (
                Caller.History,
                new() { ["email"] = Bodies.Email, ["entriesNumber"] = 3, ["dateFrom"] = 1, ["dateTo"] = 2, ["extended"] = true }),
            (Caller.History, new() { ["userId"] = "u" }),
            (Caller.Conversations, new() { ["pushId"] = push.ToString() }), (Caller.Statistics, new() { ["conversationId"] = 5816704 }),
            (Caller.ExportConversation, new() { ["conversationId"] = 5816704 }),
            (Caller.ExportPush, new() { ["pushId"] = push.ToString(), ["timeFrom"] = 1, ["timeTo"] = 2 }),
            (Caller.Job, new() { ["jobId"] = 123456 }),
        ];
    }
}
