namespace SalesManagoMobile.Callbacks;

/// <summary>A request's first line and headers, checked.</summary>
internal sealed class RequestHead
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;

    public RequestHead(string method, string path, string? query, bool isHttp11, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        (Method, Path, Query, IsHttp11, _headers) = (method, path, query, isHttp11, headers);
    }

    public string Method { get; }

    public string Path { get; }

    public string? Query { get; }

    public bool IsHttp11 { get; }

    /// <summary>The body's length when the request says it; 0 when it says nothing and is not chunked.</summary>
    public long ContentLength { get; init; }

    public bool IsChunked { get; init; }

    public bool HasBody => IsChunked || ContentLength > 0;

    /// <summary>HTTP/1.0 callers get one answer and the end; it is what old proxies expect.</summary>
    public bool KeepsConnection =>
        IsHttp11 && !All("Connection").Any(value => value.Split(',', StringSplitOptions.TrimEntries).Contains("close", StringComparer.OrdinalIgnoreCase));

    /// <summary>The header's value; null when it is missing or came more than once.</summary>
    public string? this[string name]
    {
        get
        {
            var all = All(name).Take(2).ToList();
            return all.Count == 1 ? all[0] : null;
        }
    }

    /// <summary>All values of a header, in order.</summary>
    public IEnumerable<string> All(string name) =>
        _headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
}
