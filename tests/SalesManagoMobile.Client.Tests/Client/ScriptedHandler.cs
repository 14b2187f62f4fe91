using System.Net;
using System.Text;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Answers in memory, in the order of a script, and keeps what was asked.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<string, HttpResponseMessage>> _script = new();

    public List<(Uri Uri, string Body)> Requests { get; } = [];

    public ScriptedHandler Answer(string body, HttpStatusCode status = HttpStatusCode.OK, Action<HttpResponseMessage>? more = null) =>
        Answer(_ => body, status, more);

    /// <param name="answer">Makes the answer from the request's body.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="more">Does what else there is to do to the answer.</param>
    public ScriptedHandler Answer(
        Func<string, string> answer, HttpStatusCode status = HttpStatusCode.OK, Action<HttpResponseMessage>? more = null)
    {
        _script.Enqueue(request =>
        {
            HttpResponseMessage response = new(status) { Content = new StringContent(answer(request), Encoding.UTF8, "application/json") };
            more?.Invoke(response);
            return response;
        });
        return this;
    }

    public ScriptedHandler Fail(Exception error)
    {
        _script.Enqueue(_ => throw error);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.RequestUri!, body));
        return _script.Dequeue()(body);
    }
}
