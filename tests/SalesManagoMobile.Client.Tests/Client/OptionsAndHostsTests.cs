using System.Net;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class OptionsAndHostsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://example.salesmanago.com")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://127.8.9.10")]
    [InlineData("http://[::1]:5")]
    [InlineData("http://example.salesmanago.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("https://user:password@example.com", false)]
    [InlineData("https://example.com/?key=1", false)]
    public void Plain_http_is_for_loopback_only(string address, bool allowed = true)
    {
        Uri uri = new(address);
        foreach (SmClientOptions options in new[] { Options with { Endpoint = uri }, Options with { MobileEndpoint = uri } })
        {
            if (allowed)
            {
                new SmClient(options).Dispose();
            }
            else
            {
                Assert.Equal(SmFailureKind.InvalidInput, Assert.Throws<SmException>(() => new SmClient(options)).Kind);
            }
        }
    }

    [Fact]
    public void All_wrong_options_are_told_at_once()
    {
        SmException failure = Assert.Throws<SmException>(() => new SmClient(Options with
        {
            Endpoint = new Uri("http://example.com"),
            MobileEndpoint = new Uri("relative", UriKind.Relative),
            Timeout = TimeSpan.Zero,
            MaxRetry = 11,
            MaxResponseBytes = 0,
            MaxConnections = 0,
        }));

        Assert.Equal(6, failure.Message.Split("; ").Length);
        Assert.Contains("retries: is 11, it must be 0 to 10", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_without_credentials_for_its_host_sends_nothing_and_says_what_to_give()
    {
        using ScriptedHandler handler = new();
        using SmClient none = new(new SmClientOptions { Handler = handler });
        using SmClient noAddress = new(new SmClientOptions { Handler = handler, Credential = Credential });

        SmException api = await Assert.ThrowsAsync<SmException>(() => none.SendPushAsync(Push, Token));
        SmException address = await Assert.ThrowsAsync<SmException>(() => noAddress.SendPushAsync(Push, Token));
        SmException mobile = await Assert.ThrowsAsync<SmException>(() => none.GetJobAsync(1, Token));

        Assert.All([api, address, mobile], failure => Assert.Equal(SmFailureKind.MissingCredential, failure.Kind));
        Assert.Contains("-Endpoint and -Credential", api.Message, StringComparison.Ordinal);
        Assert.Contains("SALESMANAGO_API_SECRET", api.Message, StringComparison.Ordinal);
        Assert.Contains("no address", address.Message, StringComparison.Ordinal);
        Assert.Contains("SALESMANAGO_MOBILE_API_SECRET", mobile.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task Each_host_gets_its_own_credentials()
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(Peer.Yes).Answer(Peer.Yes);
        using SmClient client = With(handler);

        await client.SendPushAsync(Push, Token);
        await client.GetJobAsync(1, Token);

        Assert.Contains($"\"clientId\":\"{Credential.ClientId}\"", handler.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains($"\"sha\":\"{Credential.Signature}\"", handler.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains($"\"clientId\":\"{MobileCredential.ClientId}\"", handler.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains($"\"sha\":\"{MobileCredential.Signature}\"", handler.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_may_lie_below_a_path()
    {
        using ScriptedHandler handler = new ScriptedHandler().Answer(Peer.Yes);
        using SmClient client = new(Options with { Handler = handler, Endpoint = new Uri("https://proxy.example/salesmanago/") });

        await client.SendPushAsync(Push, Token);

        Assert.Equal("https://proxy.example/salesmanago/api/mobile/push/send", handler.Requests[0].Uri.AbsoluteUri);
    }

    [Fact]
    public void The_machines_proxy_never_sees_what_is_meant_for_this_machine()
    {
        DirectLoopback proxy = new(new WebProxy("http://proxy.example:8080"));

        Assert.True(proxy.IsBypassed(new Uri("http://127.0.0.1:8080/")));
        Assert.Null(proxy.GetProxy(new Uri("http://localhost/")));
        Assert.False(proxy.IsBypassed(new Uri("https://api.appmanago.com/")));
        Assert.Equal(new Uri("http://proxy.example:8080"), proxy.GetProxy(new Uri("https://api.appmanago.com/")));
    }

    [Fact]
    public async Task A_file_is_asked_for_without_any_credential()
    {
        string head = "";
        await using ScriptedServer server = new(async peer =>
        {
            head = await peer.ReadHeadAsync();
            await peer.AnswerAsync("a,b", "206 Partial Content");
        });
        using SmClient client = server.Client();

        using HttpResponseMessage file = await client.GetFileAsync(new Uri(server.Address, "file.csv?signature=x"), 7, Token);

        Assert.Equal("a,b", await file.Content.ReadAsStringAsync(Token));
        Assert.StartsWith("GET /file.csv?signature=x HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Equal(
            ["Host", "Range"], head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(':')[0]).Order());
        Assert.Contains("Range: bytes=7-", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_not_asked_for_over_plain_http_elsewhere()
    {
        using ScriptedHandler handler = new();
        using SmClient client = With(handler);

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.GetFileAsync(new Uri("http://files.example/x"), 0, Token));

        Assert.Equal(SmFailureKind.DownloadFailed, failure.Kind);
        Assert.Empty(handler.Requests);
    }
}
