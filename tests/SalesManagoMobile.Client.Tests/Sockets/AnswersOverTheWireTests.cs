using System.Net;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What each kind of answer means, over real sockets.</summary>
public sealed class AnswersOverTheWireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_401_in_plain_text_says_that_the_credentials_are_wrong()
    {
        SmException failure = await Answering.FailAsync("User not authenticated", "401 Unauthorized", "Content-Type: text/plain");

        Assert.Equal(SmFailureKind.Authentication, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        Assert.Equal(["User not authenticated"], failure.ServerMessages);
        Assert.Contains("send existing push", failure.Message, StringComparison.Ordinal);
        Assert.Contains("401 Unauthorized: User not authenticated", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User not authenticated", "200 OK")]
    [InlineData("""{"success":false,"message":["User not authenticated"]}""", "200 OK")]
    [InlineData("""{"success":"false","message":"User not authenticated"}""", "400 Bad Request")]
    [InlineData("<html>Forbidden</html>", "403 Forbidden")]
    public async Task Wrong_credentials_are_recognised_in_any_form(string body, string status)
    {
        SmException failure = await Answering.FailAsync(body, status);

        Assert.Equal(SmFailureKind.Authentication, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
    }

    [Fact]
    public async Task A_yes_in_a_200_that_says_no_is_a_refusal_in_the_servers_words()
    {
        SmException failure = await Answering.FailAsync("""{"success":false,"message":["Push not found","Check the id."]}""", "200 OK");

        Assert.Equal(SmFailureKind.Rejected, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.Equal(["Push not found", "Check the id."], failure.ServerMessages);
        Assert.Equal("send existing push: the server refused it: Push not found; Check the id.", failure.Message);
    }

    [Theory]
    [InlineData("""{"success":false,"message":["Internal failure"]}""", "500 Internal Server Error", "Internal failure")]
    [InlineData("<html><body>Bad\r\ngateway</body></html>", "502 Bad Gateway", "<html><body>Bad  gateway</body></html>")]
    [InlineData("later", "503 Service Unavailable", "later")]
    public async Task A_server_error_leaves_a_send_unknown(string body, string status, string said)
    {
        SmException failure = await Answering.FailAsync(body, status);

        Assert.Equal(SmFailureKind.ServerError, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal([said], failure.ServerMessages);
        Assert.Contains($"{status}: {said}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_in_a_200_shows_its_first_200_characters_and_leaves_a_send_unknown()
    {
        string page = "<html>" + new string('x', 500);

        SmException failure = await Answering.FailAsync(page, "200 OK");

        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Equal([page[..200] + "… (cut)"], failure.ServerMessages);
        Assert.Contains("200 OK", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{}", "does not say whether it succeeded")]
    [InlineData("[1]", "is not JSON")]
    public async Task A_200_that_says_nothing_leaves_a_send_unknown(string body, string problem)
    {
        SmException failure = await Answering.FailAsync(body, "200 OK");

        Assert.Equal(SmFailureKind.InvalidResponse, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_400_is_told_in_the_servers_words()
    {
        SmException failure = await Answering.FailAsync("""{"success":false,"message":"No such application"}""", "404 Not Found");

        Assert.Equal(SmFailureKind.ClientError, failure.Kind);
        Assert.False(failure.MayHaveBeenProcessed);
        Assert.Contains("404 Not Found: No such application", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("301 Moved Permanently", false)]
    [InlineData("302 Found", true)]
    [InlineData("303 See Other", true)]
    [InlineData("307 Temporary Redirect", false)]
    [InlineData("308 Permanent Redirect", false)]
    public async Task A_redirect_is_not_followed_and_the_other_host_sees_nothing(string status, bool mayHaveBeenProcessed)
    {
        await using ScriptedServer other = new(async peer =>
        {
            await peer.ReadRequestAsync();
            await peer.AnswerAsync(Peer.Yes);
        });

        SmException failure = await Answering.FailAsync("", status, $"Location: {other.Address}elsewhere?key=1");

        Assert.Equal(SmFailureKind.ClientError, failure.Kind);
        Assert.Equal(mayHaveBeenProcessed, failure.MayHaveBeenProcessed);
        Assert.Contains(other.Address.Authority, failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_larger_than_allowed_is_not_read(bool tellsLength)
    {
        string body = """{"success":true,"message":[""" + string.Join(',', Enumerable.Repeat("\"aaaaaaaa\"", 500)) + "]}";
        await using ScriptedServer server = new(async peer =>
        {
            await peer.ReadRequestAsync();
            if (tellsLength)
            {
                await peer.AnswerAsync(body);
            }
            else
            {
                await peer.SendAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
            }
        });
        using SmClient client = server.Client(o => o with { MaxResponseBytes = 2000 });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Equal(SmFailureKind.ResponseTooLarge, failure.Kind);
        Assert.True(failure.MayHaveBeenProcessed);
        Assert.Contains("2,000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_a_json_post_without_cookies_or_expectations()
    {
        string head = "";
        await using ScriptedServer server = new(async peer =>
        {
            head = await peer.ReadHeadAsync();
            await peer.AnswerAsync(Peer.Yes, "200 OK", "Connection: close");
        });
        using SmClient client = server.Client();

        await client.SendPushAsync(Push, Token);

        string[] lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("POST /api/mobile/push/send HTTP/1.1", lines[0]);
        Assert.Contains("Accept: application/json", lines);
        Assert.Contains("Content-Type: application/json; charset=utf-8", lines);
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Content-Length", "Content-Type", "Host", "User-Agent"],
            lines[1..].Select(line => line.Split(':')[0]).Order());
    }
}
