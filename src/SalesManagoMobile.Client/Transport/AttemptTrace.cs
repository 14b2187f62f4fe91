using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>Tells the listener, when there is one, of one attempt.</summary>
internal sealed class AttemptTrace(SmClientOptions options, Call call, int attempt)
{
    private readonly long _start = options.TimeProvider.GetTimestamp();

    public bool IsOn => options.Trace is not null;

    public HttpStatusCode? StatusCode { get; set; }

    public string Answer { get; set; } = "";

    public void Tell(string? error) => options.Trace?.Invoke(
        new RequestTrace(call.Endpoint, call.Uri, attempt, StatusCode, options.TimeProvider.GetElapsedTime(_start), error, call.MaskedBody, () => Answer));
}
