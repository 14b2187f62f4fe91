using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Decides what an answer means. The HTTP status alone does not tell: a 200 may say <c>success: false</c>, and errors come as JSON,
/// plain text or HTML.
/// </summary>
internal sealed class AnswerClassifier
{
    private const int ExcerptLength = 200;
    private const int LongestQuote = 2000;
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private readonly Call _call;
    private readonly HttpResponseMessage _response;
    private readonly AnswerBody _body;
    private readonly int _attempt;
    private readonly DateTimeOffset _now;
    private readonly JsonDocument? _json;
    private readonly IReadOnlyList<string> _said;

    private AnswerClassifier(Call call, HttpResponseMessage response, AnswerBody body, int attempt, DateTimeOffset now)
    {
        (_call, _response, _body, _attempt, _now) = (call, response, body, attempt, now);
        _json = Parse(body.Bytes);
        _said = [.. Said().Select(line => call.Secrets.Mask(line))];
    }

    private HttpStatusCode Status => _response.StatusCode;

    private string StatusText => string.Create(CultureInfo.InvariantCulture, $"{(int)Status} {_response.ReasonPhrase}").TrimEnd();

    /// <summary>Decodes an answer that says yes.</summary>
    /// <exception cref="SmException">The answer says anything else, or cannot be understood.</exception>
    public static T Decode<T>(
        Call call, HttpResponseMessage response, AnswerBody body, int attempt, DateTimeOffset now, Func<Answer, T> decode)
    {
        AnswerClassifier answer = new(call, response, body, attempt, now);
        using (answer._json)
        {
            if (answer.Failure() is { } failure)
            {
                throw failure;
            }

            try
            {
                return decode(new Answer(answer._json!.RootElement, answer._said, attempt, now));
            }
            catch (Exception error) when (error is FormatException or InvalidOperationException)
            {
                throw answer.Unreadable($"makes no sense: {error.Message}");
            }
        }
    }

    private SmException? Failure()
    {
        int status = (int)Status;
        bool? success = _json?.RootElement.Flag("success");
        TimeSpan? retryAfter = RetryAfter.Read(_response.Headers, _now);
        if (status is >= 300 and < 400)
        {
            return Redirect();
        }

        if (status == 429 || (status == 503 && retryAfter is not null))
        {
            return Throttled(retryAfter);
        }

        if (status is 401 or 403 || (success != true && SaysNotAuthenticated()))
        {
            return Authentication();
        }

        if (status >= 500)
        {
            return Failed(SmFailureKind.ServerError, $"the server failed with {StatusText}{Quote()}", true, retryAfter);
        }

        // 408 says that the server gave up reading; a proxy in between says it also when it gave up waiting for the server.
        if (status == 408)
        {
            return Failed(SmFailureKind.ClientError, $"the server answered {StatusText}{Quote()}", true);
        }

        if (status >= 400)
        {
            return Failed(SmFailureKind.ClientError, $"the server refused the request with {StatusText}{Quote()}", false);
        }

        if (_json is null)
        {
            return Unreadable(_body.Bytes.IsEmpty ? "is empty" : $"is not JSON{Quote()}");
        }

        if (success is null)
        {
            return Unreadable($"does not say whether it succeeded{Quote()}");
        }

        if (success.Value)
        {
            return null;
        }

        return Failed(SmFailureKind.Rejected, "the server refused it" + (_said.Count == 0 ? " and gave no reason" : Quote()), false);
    }

    private SmException Redirect()
    {
        string target = _response.Headers.Location is not { } location ? "another address"
            : location.IsAbsoluteUri ? $"{location.Scheme}://{location.Authority}" : "another path of the same host";

        // 302 and 303 are also how web applications answer a form that they did process.
        bool may = Status is HttpStatusCode.Found or HttpStatusCode.SeeOther;
        return Failed(
            SmFailureKind.ClientError,
            $"{_call.Host} answered {StatusText} and points to {target}. "
                + "Redirects are not followed, because the request carries credentials. Check the endpoint's address",
            may);
    }

    private SmException Throttled(TimeSpan? retryAfter)
    {
        string wait = retryAfter is { } time ? string.Create(CultureInfo.InvariantCulture, $" for {time.TotalSeconds:0} s") : "";
        return Failed(
            SmFailureKind.Throttled,
            $"the server asked to wait{wait} with {StatusText}{Quote()}. Send fewer requests at once or per second, or try again later",
            false,
            retryAfter);
    }

    private SmException Authentication() => Failed(
        SmFailureKind.Authentication,
        $"the server did not accept the credentials of the {Advice.NameOf(_call.Endpoint.Host)} with {StatusText}{Quote()}. "
            + Advice.Authentication(_call.Endpoint.Host),
        false);

    private SmException Unreadable(string problem) => Failed(SmFailureKind.InvalidResponse, $"the answer ({StatusText}) {problem}", true);

    private SmException Failed(SmFailureKind kind, string what, bool mayHaveBeenProcessed, TimeSpan? retryAfter = null) =>
        new(kind, $"{_call.Endpoint.Operation}: {what}.{(mayHaveBeenProcessed ? " " + Advice.MayHaveBeenProcessed(_call.Endpoint) : "")}")
        {
            Endpoint = _call.Endpoint,
            StatusCode = Status,
            ServerMessages = _said,
            RetryAfter = retryAfter,
            MayHaveBeenProcessed = mayHaveBeenProcessed,
            Attempts = _attempt,
        };

    private string Quote()
    {
        if (_said.Count == 0)
        {
            return "";
        }

        string said = string.Join("; ", _said);
        return $": {(said.Length > LongestQuote ? said[..LongestQuote] + "…" : said.TrimEnd('.'))}";
    }

    private bool SaysNotAuthenticated() => _said.Any(line => line.Contains("not authenticated", StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> Said()
    {
        IReadOnlyList<string> lines = _json?.RootElement.Lines("message") ?? [];
        if (lines.Count == 0 && (_json is null || !_response.IsSuccessStatusCode))
        {
            lines = [_body.Text(ExcerptLength, _call.Secrets)];
        }

        return lines.Select(OneLine).Where(line => line.Length > 0);
    }

    /// <summary>Control characters in a server's text could move a terminal's cursor.</summary>
    private static string OneLine(string text) =>
        (text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text).Trim();

    private static JsonDocument? Parse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var json = JsonDocument.Parse(bytes, Lenient);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
            {
                return json;
            }

            json.Dispose();
        }
        catch (JsonException)
        {
            // Plain text or HTML: what it says is shown, not what a parser thinks of it.
        }

        return null;
    }
}
