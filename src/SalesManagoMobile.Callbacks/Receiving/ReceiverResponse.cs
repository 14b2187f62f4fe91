using System.Text;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>The receiver's responses: short, in plain text.</summary>
internal static class ReceiverResponse
{
    public static readonly HttpResponse Kept = Of(200, "OK");

    public static readonly HttpResponse Up = Of(200, "The callback receiver is up.");

    /// <summary>The same for a wrong path, a wrong token and a wrong source: none of them is confirmed.</summary>
    public static readonly HttpResponse NotFound = Of(404, "Not found.");

    public static readonly HttpResponse NotAllowed = Of(
        405, "Use POST to send callbacks.", KeyValuePair.Create("Allow", "GET, HEAD, POST"));

    public static readonly HttpResponse NotKept =
        Of(503, "The callback cannot be stored now. Send it again later.", KeyValuePair.Create("Retry-After", "30"));

    public static HttpResponse Of(HttpRefusalException refusal) => Of(refusal.Status, $"Refused: {refusal.Message}.") with
    {
        Headers = refusal.Status == 503 ? NotKept.Headers : [NoStore],
    };

    private static KeyValuePair<string, string> NoStore => new("Cache-Control", "no-store");

    private static HttpResponse Of(int status, string text, params KeyValuePair<string, string>[] headers) => new()
    {
        Status = status,
        ContentType = "text/plain",
        Body = Encoding.ASCII.GetBytes(text + "\n"),
        Headers = [NoStore, .. headers],
    };
}
