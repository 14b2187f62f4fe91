using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesManagoMobile.Client;

/// <summary>
/// Decides what a response means. The HTTP status alone does not say: a 200 may hold <c>success: false</c>, and errors come as JSON,
/// plain text or HTML. A response that contradicts itself says nothing about whether the request was processed.
/// </summary>
internal sealed partial class ResponseClassifier
{
    private const int MaxExcerpt = 200;
    private const int MaxServerMessages = 50;
    private const int MaxMessageLength = 2000;
    private const string NotAuthenticated = "not authenticated";
    private readonly Call _call;
    private readonly HttpResponseMessage _response;
    private readonly ResponseBody _body;
    private readonly int _attempt;
    private readonly DateTimeOffset _now;
    private readonly JsonDocument? _json;
    private readonly string[] _serverMessages;

    private ResponseClassifier(Call call, HttpResponseMessage response, ResponseBody body, int attempt, DateTimeOffset now)
    {
        (_call, _response, _body, _attempt, _now) = (call, response, body, attempt, now);
        _json = body.WasCut ? null : body.ParseObject();
        _serverMessages = ServerMessages();
    }

    private HttpStatusCode Status => _response.StatusCode;

    private string StatusText =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {_call.Secrets.Mask(_response.ReasonPhrase ?? "")}").TrimEnd();

    /// <summary>Decodes a response that says success.</summary>
    /// <exception cref="SmException">The response says anything else, or cannot be understood.</exception>
    public static T Decode<T>(
        Call call, HttpResponseMessage response, ResponseBody body, int attempt, DateTimeOffset now, Func<Answer, T> decode)
    {
        ResponseClassifier classifier = new(call, response, body, attempt, now);
        using (classifier._json)
        {
            if (classifier.Failure() is { } failure)
            {
                throw failure;
            }

            try
            {
                return decode(new Answer(classifier._json!.RootElement, classifier._serverMessages, attempt, now));
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException)
            {
                throw classifier.Invalid($"cannot be used: {e.Message}");
            }
        }
    }

    private SmException? Failure()
    {
        int status = (int)Status;
        (bool yes, bool no) = Verdict();
        if (_body.WasCut)
        {
            return Failed(
                SmFailureKind.ResponseTooLarge,
                $"the response ({StatusText}) is larger than {_call.MaxResponseBytes:N0} bytes and was not read further",
                true);
        }

        if (yes && (no || !_response.IsSuccessStatusCode))
        {
            return Invalid($"contradicts itself: it says success and failure{Quote()}");
        }

        if (status is >= 300 and < 500 && !_call.Endpoint.Repeatable && IsDamaged)
        {
            return Invalid($"is damaged or cut{Quote()}");
        }

        if (status is 401 or 403 || (status < 500 && SaysNotAuthenticated(no)))
        {
            return Authentication();
        }

        if (!_response.IsSuccessStatusCode)
        {
            return ErrorStatus(status);
        }

        if (_json is null)
        {
            return Invalid(_body.IsEmpty ? "is empty" : $"is not JSON{Quote()}");
        }

        return yes ? null
            : no ? Failed(
                SmFailureKind.Rejected, "the server refused it" + (_serverMessages.Length == 0 ? " and gave no reason" : Quote()), false)
            : Invalid($"does not say whether it succeeded{Quote()}");
    }

    private SmException ErrorStatus(int status) => status switch
    {
        < 400 => Redirect(),
        429 => Throttled(),

        // 408 says that the server gave up reading; a proxy in between says it also when it gave up waiting for the server.
        408 => Failed(SmFailureKind.ClientError, $"the server answered {StatusText}{Quote()}", true),
        < 500 => Failed(SmFailureKind.ClientError, $"the server refused the request with {StatusText}{Quote()}", false),
        _ => Failed(SmFailureKind.ServerError, $"the server failed with {StatusText}{Quote()}", true),
    };

    /// <summary>302 and 303 are also how web applications answer a form that they did process.</summary>
    private SmException Redirect()
    {
        string target = _response.Headers.Location is not { } location ? "another address"
            : location.IsAbsoluteUri ? _call.Secrets.Mask($"{location.Scheme}://{location.Authority}") : "another path of the same host";
        return Failed(
            SmFailureKind.ClientError,
            $"{_call.Host} answered {StatusText} and points to {target}. "
                + "Redirects are not followed, because the request carries credentials. Check the endpoint's address",
            Status is not (HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect));
    }

    private SmException Throttled()
    {
        string wait = WaitAskedFor is { } time ? string.Create(CultureInfo.InvariantCulture, $" for {time.TotalSeconds:0} s") : "";
        return Failed(
            SmFailureKind.Throttled,
            $"the server asked to wait{wait} with {StatusText}{Quote()}. Send fewer requests at once or per second, or try again later",
            false);
    }

    private SmException Authentication() => Failed(
        SmFailureKind.Authentication,
        $"the server did not accept the credentials of the {Advice.NameOf(_call.Endpoint.Host)} with {StatusText}{Quote()}. "
            + Advice.Authentication(_call.Endpoint.Host),
        false);

    private SmException Invalid(string problem) => Failed(SmFailureKind.InvalidResponse, $"the response ({StatusText}) {problem}", true);

    /// <summary>
    /// Whether a part of the response may be missing, such as a success: JSON without its end, or what is left of a compressed text, whose
    /// end nothing tells.
    /// </summary>
    private bool IsDamaged => _json is null
        && (_response.Content.Headers.ContentEncoding.Count > 0
            || _body.Text(MaxExcerpt).TrimStart().StartsWith('{'));

    private TimeSpan? WaitAskedFor => RetryAfter.Read(_response.Headers, _now);

    private SmException Failed(SmFailureKind kind, string what, bool mayHaveBeenProcessed) =>
        new(kind, $"{_call.Endpoint.Operation}: {what}.{(mayHaveBeenProcessed ? " " + Advice.MayHaveBeenProcessed(_call.Endpoint) : "")}")
        {
            Endpoint = _call.Endpoint,
            StatusCode = Status,
            ServerMessages = _serverMessages,
            RetryAfter = WaitAskedFor,
            MayHaveBeenProcessed = mayHaveBeenProcessed,
            Attempts = _attempt,
        };

    private string Quote() => _serverMessages.Length == 0 ? "" : $": {string.Join("; ", _serverMessages).TrimEnd('.')}";

    /// <summary>What the response says of its success. An error status with a success anywhere in its text counts as both.</summary>
    private (bool Yes, bool No) Verdict()
    {
        if (!_response.IsSuccessStatusCode && _body.Contains(SaysSuccess()))
        {
            return (true, true);
        }

        (bool yes, bool no, bool senseless) = (false, false, false);
        foreach (JsonProperty field in _json?.RootElement.EnumerateObject() ?? default)
        {
            if (field.Name.Equals("success", StringComparison.OrdinalIgnoreCase))
            {
                bool? flag = field.Value.AsFlag();
                (yes, no, senseless) = (yes || flag is true, no || flag is false, senseless || flag is null);
            }
        }

        return (yes, no || (yes && senseless));
    }

    /// <summary>A refusal in JSON, or a text of nothing else. A page that merely mentions authentication says nothing.</summary>
    private bool SaysNotAuthenticated(bool no) => _json is not null
        ? no && _serverMessages.Any(line => line.Contains(NotAuthenticated, StringComparison.OrdinalIgnoreCase))
        : _body.Text(MaxExcerpt)
        .Trim(' ', '\t', '\r', '\n', '.', '!', '"')
        .Equals("User " + NotAuthenticated, StringComparison.OrdinalIgnoreCase);

    private string[] ServerMessages()
    {
        IReadOnlyList<string> lines = _json?.RootElement.Lines("message") ?? [];
        if (lines.Count == 0 && (_json is null || !_response.IsSuccessStatusCode))
        {
            string text = _body.Text(MaxExcerpt + 1).Trim();
            return text.Length == 0 ? [] : [text.Length > MaxExcerpt ? Cut(text, MaxExcerpt) + " (cut)" : text];
        }

        // A secret may be spread over several messages.
        string joined = string.Concat(lines);
        if (_call.Secrets.Mask(joined) is { } masked && masked != joined)
        {
            lines = [masked];
        }

        int all = lines.Sum(line => line.Length);
        int left = MaxMessageLength;
        List<string> kept = [];
        foreach (string line in lines.Take(MaxServerMessages))
        {
            kept.Add(line.Length <= left ? line : Cut(line, left));
            left -= line.Length;
            if (left <= 0)
            {
                break;
            }
        }

        if (left < 0 || kept.Count < lines.Count)
        {
            kept.Add(
                string.Create(CultureInfo.InvariantCulture, $"(cut: the server sent {lines.Count:N0} messages of {all:N0} characters)"));
        }

        return [.. kept];
    }

    private static string Cut(string text, int length) =>
        text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "…";

    [GeneratedRegex("success\\W{1,20}(true|1\\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SaysSuccess();
}
