using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>One attempt, for verbose and debug streams. Bodies have API key and signature masked.</summary>
/// <param name="Endpoint">The operation.</param>
/// <param name="Uri">The full address.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="StatusCode">The HTTP status, or null when there was no answer.</param>
/// <param name="Elapsed">From sending to the end of the answer.</param>
/// <param name="Error">What went wrong, or null.</param>
/// <param name="Allowed">How fast requests may leave from then on.</param>
/// <param name="RequestBody">Makes the masked request body; called only when someone listens.</param>
/// <param name="AnswerBody">Makes the answer's body as text, at most 16 KiB; called only when someone listens.</param>
public sealed record RequestTrace(
    Endpoint Endpoint,
    Uri Uri,
    int Attempt,
    HttpStatusCode? StatusCode,
    TimeSpan Elapsed,
    string? Error,
    AllowedSpeed Allowed,
    Func<string> RequestBody,
    Func<string> AnswerBody);
