using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

/// <summary>Speaks to a sandbox as the documentation says, with nothing but an HTTP client and JSON.</summary>
internal sealed class Caller(HttpClient http) : IDisposable
{
    public const string Create = "/api/contact/create";
    public const string ListPushes = "/api/mobile/push/list";
    public const string Send = "/api/mobile/push/send";
    public const string SendCustom = "/api/mobile/push/sendCustom";
    public const string SendMass = "/api/mobile/push/sendMass";
    public const string SendMassCustom = "/api/mobile/push/sendMassCustom";
    public const string History = "/api/v2/push/history";
    public const string Conversations = "/api/push/conversation/list";
    public const string Statistics = "/api/push/conversation/stats";
    public const string ExportConversation = "/api/push/conversation/data";
    public const string ExportPush = "/api/push/conversation/data/export";
    public const string Job = "/api/job/status";

    public HttpClient Http => http;

    public static Caller InProcess(SandboxAccount account) =>
        new(new HttpClient(account.CreateHandler()) { BaseAddress = new Uri("https://shop.salesmanago.com") });

    public static Caller Over(SandboxServer server) =>
        new(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Url });

    /// <summary>Adds what every body carries.</summary>
    public static JsonObject Sign(string path, JsonObject body)
    {
        bool isApi = path.StartsWith("/api/mobile/", StringComparison.Ordinal);
        string client = isApi ? SandboxAccount.ClientId : SandboxAccount.MobileClientId;
        string secret = isApi ? SandboxAccount.ApiSecret : SandboxAccount.MobileApiSecret;
        body["clientId"] = client;
        body["apiKey"] = "any-key";
#pragma warning disable CA5350 // The API defines its signature with SHA-1.
        body["sha"] = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes("any-key" + client + secret)));
#pragma warning restore CA5350
        return body;
    }

    public async Task<HttpResponseMessage> PostAsync(string path, JsonObject body) =>
        await http.PostAsync(
            path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    /// <summary>A signed call whose answer is JSON with status 200.</summary>
    public async Task<JsonElement> CallAsync(string path, JsonObject body)
    {
        using HttpResponseMessage response = await PostAsync(path, Sign(path, body));
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <summary>A call that succeeds.</summary>
    public async Task<JsonElement> SucceedAsync(string path, JsonObject body)
    {
        JsonElement answer = await CallAsync(path, body);
        Assert.True(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        return answer;
    }

    /// <summary>A call that is refused with 200; its messages.</summary>
    public async Task<string> RefusedAsync(string path, JsonObject body)
    {
        JsonElement answer = await CallAsync(path, body);
        Assert.False(answer.GetProperty("success").GetBoolean(), answer.GetRawText());
        return string.Join("; ", answer.GetProperty("message").EnumerateArray().Select(message => message.GetString()));
    }

    public async Task<byte[]> DownloadAsync(JsonElement job)
    {
        await CallAsync(Job, new() { ["jobId"] = job.GetProperty("jobId").GetInt64() });
        JsonElement done = await SucceedAsync(Job, new() { ["jobId"] = job.GetProperty("jobId").GetInt64() });
        return await http.GetByteArrayAsync(done.GetProperty("fileUrl").GetString(), TestContext.Current.CancellationToken);
    }

    public void Dispose() => http.Dispose();
}
