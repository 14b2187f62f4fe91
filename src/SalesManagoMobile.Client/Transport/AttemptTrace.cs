using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>Tells the listener, when there is one, of one attempt.</summary>
internal sealed class AttemptTrace(SmClientOptions options, Call call, int attempt, PaceLine line)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public bool IsOn => options.Trace is not null;

    public HttpStatusCode? StatusCode { get; set; }

    public string Response { get; set; } = "";

    public void Tell(string? error)
    {
        if (options.Trace is not { } listener)
        {
            return;
        }

        TimeSpan elapsed = options.TimeProvider.GetElapsedTime(_start);
        listener(new RequestTrace(call.Endpoint, call.Uri, attempt, StatusCode, elapsed, error, line.Pace.AllowedFor(line), call.MaskedBody, () => Response));
    }
}
