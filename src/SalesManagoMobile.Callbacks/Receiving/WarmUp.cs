using System.Text;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Runs once what a request needs, without a network: loading a part of the runtime takes a file handle, and a type whose first use failed for
/// lack of one fails for as long as the process runs.
/// </summary>
internal static class WarmUp
{
    public static async Task RunAsync(ReceiverOptions options)
    {
        // A chunk that is longer than it says, so that the refusal runs, too.
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(
            $"POST {options.Prefix.Path}x HTTP/1.1\r\nHost: x\r\nAuthorization: Basic eDp5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na=b\r\n"));
        var reader = new HttpRequestReader(stream, options.MaxHeaderBytes);
        using var body = new HttpBody(options.MaxBodyBytes);
        try
        {
            HttpRequestHead head = (await reader.ReadHeadAsync().ConfigureAwait(false))!;
            options.Token.IsShownBy(head, options.Prefix.Path);
            await reader.ReadBodyAsync(head, body).ConfigureAwait(false);
        }
        catch (HttpRefusalException refusal)
        {
            await ReceiverResponse.Of(refusal).WriteAsync(Stream.Null, DateTimeOffset.UnixEpoch, true, 0).ConfigureAwait(false);
        }

        foreach (string type in new[] { "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x" })
        {
            var post = new ReceivedPost { ContentType = type, Body = Encoding.UTF8.GetBytes("""{"id":"1","to":"2","status":"3"}""") };
            CallbackParser.Parse(SpoolLine.Decode(SpoolLine.Encode(post).Span[..^1])!);
        }
    }
}
