using System.Globalization;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Short answers in plain text.</summary>
internal sealed record HttpAnswer(int Status, string Text)
{
    public static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    public static readonly HttpAnswer Kept = new(200, "OK");

    public static readonly HttpAnswer Up = new(200, "The callback receiver is up.");

    /// <summary>The same for a wrong path, a wrong token and a wrong source: none of them is confirmed.</summary>
    public static readonly HttpAnswer NotFound = new(404, "Not found.");

    public static readonly HttpAnswer NotAllowed = new(405, "Callbacks are posted.") { Headers = "Allow: GET, HEAD, POST\r\n" };

    public static readonly HttpAnswer NotKept = new(503, "The callback cannot be kept now. Send it again later.") { Headers = "Retry-After: 30\r\n" };

    /// <summary>More header lines, each with its CRLF.</summary>
    public string Headers { get; init; } = "";

    public static HttpAnswer Of(HttpRefusal refusal) =>
        new(refusal.Status, $"Refused: {refusal.Message}.") { Headers = refusal.Status == 503 ? NotKept.Headers : "" };

    public byte[] ToBytes(DateTimeOffset now, bool keepsConnection, bool withBody)
    {
        string text = Text + "\n";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {Status} {Reason}\r\nDate: {now:r}\r\nContent-Type: text/plain\r\nContent-Length: {text.Length}\r\n" +
            $"Cache-Control: no-store\r\n{Headers}{(keepsConnection ? "" : "Connection: close\r\n")}\r\n{(withBody ? text : "")}"));
    }

    private string Reason => Status switch
    {
        200 => "OK",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        417 => "Expectation Failed",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Bad Request",
    };
}
