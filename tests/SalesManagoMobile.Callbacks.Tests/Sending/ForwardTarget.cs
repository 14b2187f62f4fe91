using System.Net;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A target of forwarding that answers as the test says, and keeps what it took.</summary>
internal sealed class ForwardTarget(TimeProvider clock) : HttpMessageHandler
{
    private readonly List<(DateTimeOffset At, string Body, string? ContentType)> _posts = [];
    private readonly List<string> _taken = [];

    /// <summary>What it answers.</summary>
    public Func<HttpStatusCode> Answer { get; set; } = () => HttpStatusCode.OK;

    /// <summary>Whether its process is there at all.</summary>
    public Func<bool> IsDown { get; set; } = () => false;

    /// <summary>Every attempt.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Body, string? ContentType)> Posts => _posts;

    /// <summary>The bodies that were answered 2xx.</summary>
    public IReadOnlyList<string> Taken => _taken;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        IEnumerable<string>? type = request.Content.Headers.NonValidated["Content-Type"];
        _posts.Add((clock.GetUtcNow(), body, type?.FirstOrDefault()));
        if (IsDown())
        {
            throw new HttpRequestException("Connection refused");
        }

        var answer = new HttpResponseMessage(Answer());
        if (answer.IsSuccessStatusCode)
        {
            _taken.Add(body);
        }

        return answer;
    }
}
