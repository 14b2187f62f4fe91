using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Sandbox;

/// <summary>What another process may see of a sandbox, and the one thing it may do: let time pass.</summary>
internal static class InspectionPages
{
    public const string PathPrefix = "/sandbox/";

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxReply Answer(SandboxAccount account, in SandboxRequest request) => (request.Method, request.Path) switch
    {
        ("GET", "/sandbox/deliveries") => Query(request.Target, "recipient") is { } recipient ? Sends(account, recipient) : Sends(account),
        ("GET", "/sandbox/requests") => Requests(account),
        ("POST", "/sandbox/advance") => Advance(account, Query(request.Target, "seconds")),
        _ => SandboxReply.Text(404, "There are GET /sandbox/deliveries, GET /sandbox/requests and POST /sandbox/advance?seconds=n"),
    };

    private static SandboxReply Sends(SandboxAccount account) => Write(json =>
    {
        SandboxSendCount count = account.CountSends();
        json.WriteNumber("sends", count.Sends);
        json.WriteNumber("recipients", count.Recipients);
        json.WriteNumber("repeated", count.Repeated);
        json.WriteStartObject("byRecipient");
        foreach ((string? recipient, int sends) in count.ByRecipient)
        {
            json.WriteNumber(recipient, sends);
        }

        json.WriteEndObject();
    });

    private static SandboxReply Sends(SandboxAccount account, string recipient) => Write(json =>
    {
        json.WriteString("recipient", recipient);
        json.WriteNumber("sends", account.CountSendsTo(recipient));
    });

    private static SandboxReply Requests(SandboxAccount account) => Write(json =>
    {
        json.WriteNumber("total", account.Requests.Total);
        json.WriteNumber("fileRequestsWithCredentials", account.FileRequestsWithCredentials);
        SandboxCallbackCount callbacks = account.Callbacks;
        json.WriteNumber("callbacksPosted", callbacks.Posted);
        json.WriteNumber("callbacksFailed", callbacks.Failed);
        json.WriteString("callbackFailure", callbacks.LastFailure);
        json.WriteStartObject("paths");
        foreach ((string? path, int count) in account.Requests.Counts)
        {
            json.WriteNumber(path, count);
        }

        json.WriteEndObject();
    });

    private static SandboxReply Advance(SandboxAccount account, string? seconds)
    {
        if (!double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double span) || span is not (>= 0 and <= 1e9))
        {
            return SandboxReply.Text(400, "seconds must be a number from 0 to 1000000000");
        }

        account.Advance(TimeSpan.FromSeconds(span));
        return Write(json => json.WriteString("now", account.UtcNow));
    }

    private static SandboxReply Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Format);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return new SandboxReply { Body = buffer.WrittenMemory };
    }

    private static string? Query(string target, string name)
    {
        int mark = target.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? null : target[(mark + 1)..].Split('&')
            .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(pair => Uri.UnescapeDataString(pair[(name.Length + 1)..]))
            .FirstOrDefault();
    }
}
