using System.Net;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SalesManagoMobile.Benchmarks.Server;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Benchmarks.Micro;

/// <summary>The client from request to answer, without a network: the answer is there at once.</summary>
public class Answers : IDisposable
{
    private readonly SmClient _sending = Client("""{"success":true,"message":[]}"""u8.ToArray());
    private readonly SmClient _listing = Client(Page());

    [Benchmark(Description = "a push: validate, sign, write, classify, decode")]
    public Task<SmAnswer> SendAsync() => _sending.SendPushAsync(Samples.Existing, CancellationToken.None);

    [Benchmark(Description = "decode a history page of 500 entries (170 kB)")]
    public Task<IReadOnlyList<SmPushHistoryEntry>> ListAsync() =>
        _listing.GetHistoryPageAsync(new HistoryRequest { UserId = "500" }, CancellationToken.None);

    public void Dispose()
    {
        _sending.Dispose();
        _listing.Dispose();
        GC.SuppressFinalize(this);
    }

    private static byte[] Page()
    {
        using var request = JsonDocument.Parse("""{"userId":500}""");
        return HistoryPage.Answer(request.RootElement);
    }

    private static SmClient Client(byte[] answer) => new(new SmClientOptions
    {
        Endpoint = new Uri("https://bench.test"),
        MobileEndpoint = new Uri("https://bench.test"),
        Credential = SmCredential.Create("bench", "bench-secret"),
        MobileCredential = SmCredential.Create("bench", "bench-secret"),
        Handler = new FixedAnswer(answer),
    });

    private sealed class FixedAnswer(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
