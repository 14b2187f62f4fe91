using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace SalesManagoMobile.Client.Tests;

/// <summary>A server in memory that answers each push by its recipient, at once or when the test says so, and counts.</summary>
internal sealed class PushServer : HttpMessageHandler
{
    private readonly ConcurrentQueue<string> _recipients = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private int _lists;

    /// <summary>What happens to a request for a recipient. By default the server says yes.</summary>
    public Func<string, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = (_, _) => Task.FromResult(Yes());

    /// <summary>What the server says to a run with a journal, which asks for the name of its push.</summary>
    public Func<HttpResponseMessage> AnswerList { get; set; } = () => Says(HttpStatusCode.OK, $$"""
        {"success":true,"message":[],"notifications":[{"id":"{{Clients.PushId}}","name":"Win-back","title":"t","content":"c"}]}
        """);

    /// <summary>How often the list of pushes was asked for.</summary>
    public int Lists => _lists;

    /// <summary>Everybody who was sent something, in order of arrival.</summary>
    public IReadOnlyList<string> Recipients => [.. _recipients];

    public static HttpResponseMessage Yes() => Says(HttpStatusCode.OK, """{"success":true,"message":[]}""");

    public static HttpResponseMessage No(string why) => Says(HttpStatusCode.OK, $$"""{"success":false,"message":["{{why}}"]}""");

    public static HttpResponseMessage Says(HttpStatusCode status, string body, TimeSpan? retryAfter = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = new(wait);
        }

        return response;
    }

    /// <summary>Completes when one more request has arrived.</summary>
    public Task ArrivalAsync(CancellationToken cancellationToken) => _arrivals.WaitAsync(cancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        JsonElement root = body.RootElement;
        if (request.RequestUri!.AbsolutePath == Endpoint.ListPushes.Path)
        {
            Interlocked.Increment(ref _lists);
            return AnswerList();
        }

        string recipient = root.TryGetProperty("email", out JsonElement email)
            ? email.GetString()!
            : root.GetProperty("contacts").GetRawText();
        _recipients.Enqueue(recipient);
        Task<HttpResponseMessage> answer = Answer(recipient, cancellationToken);
        _arrivals.Release();
        return await answer;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _arrivals.Dispose();
        }

        base.Dispose(disposing);
    }
}
