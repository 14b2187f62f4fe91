using System.Net.Http.Json;
using SalesManagoMobile.Benchmarks.Data;

namespace SalesManagoMobile.Benchmarks.Contenders;

/// <summary>
/// What a C# developer would write instead: one <see cref="HttpClient"/>, a bounded parallel loop, the JSON helpers of the framework,
/// and a look at <c>success</c>. No validation, no order, no retries, no results.
/// </summary>
internal static class RawHttpClientLoop
{
    public static async Task<Measurement> RunAsync(Uri server, int count, int throttle, int repeat, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Math.Max(64, throttle) };
        using var client = new HttpClient(handler);
        var address = new Uri(server, "/api/mobile/push/send");
        return await Measurement.OfAsync(count, repeat, () => SendAllAsync(client, address, count, throttle, cancellationToken));
    }

    private static Task SendAllAsync(HttpClient client, Uri address, int count, int throttle, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = throttle, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                using HttpResponseMessage answer = await client.PostAsJsonAsync(address, Body(index), token);
                answer.EnsureSuccessStatusCode();
                Answer? read = await answer.Content.ReadFromJsonAsync<Answer>(token);
                if (read is not { Success: true })
                {
                    throw new HttpRequestException("The server said no.");
                }
            });

    private static object Body(int index) => new
    {
        clientId = "bench",
        apiKey = "0123456789abcdef0123456789abcdef",
        sha = "0123456789abcdef0123456789abcdef01234567",
        pushId = Recipients.PushId,
        applicationId = Recipients.ApplicationId,
        email = Recipients.Email(index),
        properties = new { discount = "20%", product = "Turtleneck sweater" },
    };

    private sealed record Answer(bool Success, string[]? Message);
}
