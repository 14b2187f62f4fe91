namespace SalesManagoMobile.Http;

/// <summary>A request's first line and headers, checked.</summary>
public sealed class HttpRequestHead
{
    internal HttpRequestHead(
        string method, string path, string? query, bool isHttp11, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        (Method, Path, Query, IsHttp11, Headers) = (method, path, query, isHttp11, headers);

    /// <summary>The method as it was sent: methods are case-sensitive.</summary>
    public string Method { get; }

    /// <summary>The path as it was sent, escapes included. It starts with a slash.</summary>
    public string Path { get; }

    /// <summary>The text behind the question mark; null when there is none.</summary>
    public string? Query { get; }

    /// <summary>False for HTTP/1.0.</summary>
    public bool IsHttp11 { get; }

    /// <summary>All headers in order. Values are Latin-1 without leading and trailing blanks.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The stated length of the body in bytes; 0 when none is stated or the body is chunked.</summary>
    public long ContentLength { get; internal init; }

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; internal init; }

    /// <summary>Whether a body follows.</summary>
    public bool HasBody => IsChunked || ContentLength > 0;

    /// <summary>Whether the caller waits for "100 Continue" before it sends the body.</summary>
    public bool ExpectsContinue => IsHttp11 && HasBody && this["Expect"] is not null;

    /// <summary>Whether another request may follow. HTTP/1.0 callers get one response and the end: old proxies expect that.</summary>
    public bool KeepsConnection => IsHttp11 && !All("Connection")
        .Any(value => value.Split(',', StringSplitOptions.TrimEntries).Contains("close", StringComparer.OrdinalIgnoreCase));

    /// <summary>The header's value; null when it is missing or came more than once.</summary>
    public string? this[string name] => All(name) is [var only] ? only : null;

    /// <summary>All values of a header, in order.</summary>
    public IReadOnlyList<string> All(string name) => All(Headers, name);

    internal static IReadOnlyList<string> All(IReadOnlyList<KeyValuePair<string, string>> headers, string name)
    {
        List<string>? found = null;
        for (int i = 0; i < headers.Count; i++)
        {
            if (headers[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                (found ??= []).Add(headers[i].Value);
            }
        }

        return found ?? (IReadOnlyList<string>)[];
    }
}
