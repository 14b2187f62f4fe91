using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;

namespace SalesManagoMobile.Drills;

/// <summary>32 callers at full speed. Each callback is sent once; what was answered 200 is noted.</summary>
internal sealed class CrashSenders : IDisposable
{
    private const int Callers = 32;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new(StringComparer.Ordinal);
    private int _sent;
    private int _answered;

    /// <summary>The ids that were answered 200.</summary>
    public ICollection<string> Acknowledged => _acknowledged.Keys;

    /// <summary>How many were answered 200: cheap to ask while callers run.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public int Sent => Volatile.Read(ref _sent);

    /// <summary>What the callback of an id says, of a length that depends on the id.</summary>
    public static string Text(string id) => string.Concat(Enumerable.Repeat(id + " żółw\n", 1 + id.Sum(static digit => digit) % 40));

    public Task RunAsync(Uri url, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(url, stop), CancellationToken.None)));

    public void Dispose() => _http.Dispose();

    private async Task CallAsync(Uri url, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"m-{Interlocked.Increment(ref _sent)}");
            try
            {
                using var body = new FormUrlEncodedContent(
                    [new("TYPE", "SMS"), new("MESSANGI_ID", id), new("STATUS", "SENT"), new("MESSAGE_BODY", Text(id))]);
                using HttpResponseMessage answer = await _http.PostAsync(url, body, stop);
                if (!answer.IsSuccessStatusCode)
                {
                    continue;
                }

                _acknowledged[id] = true;
                Interlocked.Increment(ref _answered);
            }
            catch (Exception lost) when (lost is HttpRequestException or SocketException or OperationCanceledException)
            {
                // Nobody promised anything about this one.
            }
        }
    }
}
