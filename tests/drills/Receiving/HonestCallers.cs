using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SalesManagoMobile.Drills;

/// <summary>Callers of good will: a few callbacks a second, half of them on new connections.</summary>
internal sealed class HonestCallers(Uri url)
{
    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private readonly ConcurrentQueue<string> _kept = new();
    private readonly ConcurrentQueue<string> _failures = new();

    public IReadOnlyList<TimeSpan> Times => [.. _times.Order()];

    public IReadOnlyCollection<string> Kept => _kept;

    /// <summary>What was answered instead of 200, or what happened to the connection.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, 8).Select(caller => CallAsync(caller, stop)));

    private async Task CallAsync(int caller, CancellationToken stop)
    {
        using var handler =
            new SocketsHttpHandler { PooledConnectionLifetime = caller % 2 == 0 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan };
        using var http = new HttpClient(handler);
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"honest-{caller}-{i}");
            long start = Stopwatch.GetTimestamp();
            string Failed(string how) =>
                string.Create(CultureInfo.InvariantCulture, $"{id} after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms: {how}");
            try
            {
                using var body = new FormUrlEncodedContent([new("TYPE", "SMS"), new("MESSANGI_ID", id), new("STATUS", "SENT")]);
                using HttpResponseMessage answer = await http.PostAsync(url, body, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    _kept.Enqueue(id);
                }
                else
                {
                    _failures.Enqueue(Failed($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(CancellationToken.None)}"));
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                _failures.Enqueue(Failed(failure.InnerException?.Message ?? failure.Message));
            }

            _times.Enqueue(Stopwatch.GetElapsedTime(start));
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
