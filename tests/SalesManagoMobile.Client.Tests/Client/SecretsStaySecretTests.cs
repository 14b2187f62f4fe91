using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;
using static SalesManagoMobile.Client.Tests.Clients;

namespace SalesManagoMobile.Client.Tests;

public sealed class SecretsStaySecretTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_signature_is_the_sha1_of_key_id_and_secret_in_lower_case()
    {
        var credential = SmCredential.Create("id", "secret", "key");

        // printf %s keyidsecret | sha1sum
        Assert.Equal(KeyIdSecretSha1, credential.Signature);
    }

    private const string KeyIdSecretSha1 = "b718eafb71aed3ce17875dbdf83cbc13afbe8e87";

    [Fact]
    public void An_api_key_of_ones_own_making_is_32_random_hexadecimal_characters()
    {
        var credential = SmCredential.Create("id", "secret");

        Assert.Matches("^[0-9a-f]{32}$", credential.ApiKey);
        Assert.NotEqual(credential.ApiKey, SmCredential.Create("id", "secret").ApiKey);
    }

    [Fact]
    public async Task Nothing_that_can_be_printed_holds_a_secret()
    {
        List<RequestTrace> traces = [];
        List<string> texts = [];
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer($$"""{"success":true,"message":["{{ApiKey}}"]}""")
            .Answer(request => "<html>cannot read " + request, HttpStatusCode.InternalServerError)
            .Answer(request => $$"""{"success":false,"message":[{{JsonSerializer.Serialize(request)}}]}""")
            .Fail(new HttpRequestException($"apiKey={ApiKey}&sha={Credential.Signature.ToUpperInvariant()}"));
        using SmClient client = new(Options with { Handler = handler, Trace = () => traces.Add });

        SmAnswer answer = await client.SendPushAsync(Push, Token);
        texts.AddRange(answer.Messages);
        for (int i = 0; i < 3; i++)
        {
            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));
            texts.AddRange([failure.ToString(), failure.Message, .. failure.ServerMessages]);
        }

        texts.AddRange(
            traces.SelectMany(trace => new[] { trace.RequestBody(), trace.AnswerBody(), trace.Error ?? "", trace.Uri.ToString() }));
        texts.AddRange([Credential.ToString(), JsonSerializer.Serialize(Credential), Options.ToString(), client.ToString() ?? ""]);

        Assert.Equal(4, handler.Requests.Count);
        Assert.Equal(4, traces.Count);
        Assert.All(handler.Requests, request => Assert.Contains(ApiKey, request.Body, StringComparison.Ordinal));
        foreach (string secret in new[] { Secret, ApiKey, Credential.Signature })
        {
            Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xy")]
    public void A_signature_in_base64_or_hexadecimal_is_masked_wherever_it_begins(string before)
    {
        byte[] echo = Encoding.ASCII.GetBytes($"{before}\"sha\":\"{Credential.Signature}\"}}");
        const int shown = 16;
        foreach (string text in new[] { Convert.ToBase64String(echo), Convert.ToHexString(echo) })
        {
            int start = text.Length * (before.Length + "\"sha\":\"".Length) / echo.Length;
            int end = text.Length * (echo.Length - 2) / echo.Length;

            string masked = Credential.Secrets.Mask(text);

            Assert.All(
                Enumerable.Range(start, end - start - shown),
                at => Assert.DoesNotContain(text.Substring(at, shown), masked, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_secret_that_an_excerpt_cuts_in_two_leaves_no_half()
    {
        string sha = Credential.Signature;
        using var handler = new ScriptedHandler();
        for (int before = 150; before < 200; before++)
        {
            handler.Answer(new string('x', before) + sha, HttpStatusCode.InternalServerError);
        }

        using SmClient client = new(Options with { Handler = handler });

        for (int before = 150; before < 200; before++)
        {
            SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));
            Assert.Contains("xxx", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(sha[..4], failure.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_key_that_stands_escaped_in_an_echoed_request_is_masked()
    {
        const string key = "half\"key\\of mine";
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer(request => "<html>cannot read " + request, HttpStatusCode.InternalServerError);
        using SmClient client = new(Options with { Handler = handler, Credential = SmCredential.Create("id", "secret", key) });

        SmException failure = await Assert.ThrowsAsync<SmException>(() => client.SendPushAsync(Push, Token));

        Assert.Contains("\"apiKey\":\"***\"", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("of mine", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_shows_a_request_and_its_answer()
    {
        List<RequestTrace> traces = [];
        using ScriptedHandler handler = new ScriptedHandler()
            .Answer("no", HttpStatusCode.BadGateway)
            .Answer("""{"success":true,"message":["ok"]}""");
        TestClock clock = new(TimeSpan.FromSeconds(60));
        using SmClient client = new(Options with { Handler = handler, Trace = () => traces.Add, MaxRetry = 1, TimeProvider = clock });

        await client.ListPushesAsync("app", Token);

        Assert.Equal([1, 2], traces.Select(trace => trace.Attempt));
        Assert.Equal([HttpStatusCode.BadGateway, HttpStatusCode.OK], traces.Select(trace => trace.StatusCode!.Value));
        Assert.Equal(["no", """{"success":true,"message":["ok"]}"""], traces.Select(trace => trace.AnswerBody()));
        Assert.Equal("""{"clientId":"a1b2-client","apiKey":"***","sha":"***","applicationId":"app"}""", traces[1].RequestBody());
        Assert.Equal("https://example.salesmanago.com/api/mobile/push/list", traces[1].Uri.AbsoluteUri);
        Assert.Contains("502", traces[0].Error, StringComparison.Ordinal);
        Assert.Null(traces[1].Error);
    }
}
