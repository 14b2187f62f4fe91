using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>Tells the listener, when there is one, of one attempt.</summary>
internal sealed class AttemptTrace(SmClientOptions options, Call call, int attempt, PaceLine line)
{
    private readonly Action<RequestTrace>? _listener = options.Trace?.Invoke();
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public bool IsOn => _listener is not null;

    public HttpStatusCode? StatusCode { get; set; }

    public string Response { get; set; } = "";

    public void Tell(string? error)
    {
        TimeSpan elapsed = options.TimeProvider.GetElapsedTime(_start);
        _listener?.Invoke(new RequestTrace(call.Endpoint, call.Uri, attempt, StatusCode, elapsed, error, line.Pace.AllowedFor(line), call.MaskedBody, () => Response));
    }
}
