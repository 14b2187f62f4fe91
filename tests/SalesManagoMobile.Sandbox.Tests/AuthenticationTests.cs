using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesManagoMobile.Sandbox.Tests;

public sealed class AuthenticationTests : IDisposable
{
    private readonly SandboxAccount _account = new();
    private readonly Caller _caller;

    public AuthenticationTests() => _caller = Caller.InProcess(_account);

    public static TheoryData<string> Paths => [.. Operation.All.Keys];

    [Theory, MemberData(nameof(Paths))]
    public async Task Every_endpoint_wants_a_good_signature(string path)
    {
        await AssertRefusedAsync(path, []);
        JsonObject upper = Caller.Sign(path, []);
        upper["sha"] = upper["sha"]!.GetValue<string>().ToUpperInvariant();
        await AssertRefusedAsync(path, upper);
        JsonObject otherKey = Caller.Sign(path, []);
        otherKey["apiKey"] = "another-key";
        await AssertRefusedAsync(path, otherKey);
    }

    [Theory, MemberData(nameof(Paths))]
    public async Task The_credentials_of_the_other_host_are_refused(string path)
    {
        bool isApi = path.StartsWith("/api/mobile/", StringComparison.Ordinal);
        await AssertRefusedAsync(path, Caller.Sign(isApi ? Caller.History : Caller.ListPushes, []));
    }

    [Fact]
    public async Task What_is_not_json_is_a_bad_request()
    {
        using HttpResponseMessage response = await _caller.Http.PostAsync(
            Caller.ListPushes, new StringContent("{\"clientId\":", Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Another_method_or_path_is_refused()
    {
        using HttpResponseMessage get = await _caller.Http.GetAsync(Caller.ListPushes, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        using HttpResponseMessage unknown = await _caller.PostAsync("/api/mobile/push/delete", []);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    public void Dispose() => _caller.Dispose();

    private async Task AssertRefusedAsync(string path, System.Text.Json.Nodes.JsonObject body)
    {
        using HttpResponseMessage response = await _caller.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("User not authenticated", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
