using System.Collections.Concurrent;
using System.Text;

namespace SalesManagoMobile.Sandbox;

/// <summary>What was asked of a sandbox: how often, and the last requests as they came.</summary>
public sealed class SandboxRequestLog
{
    private const int MaxKept = 64;
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly (string Path, ReadOnlyMemory<byte> Body)[] _recent = new (string, ReadOnlyMemory<byte>)[MaxKept];
    private readonly object _gate = new();
    private int _total;

    internal SandboxRequestLog()
    {
    }

    /// <summary>How many requests came, those that a fault hit included.</summary>
    public int Total => Volatile.Read(ref _total);

    /// <summary>How many requests each path of the API got; those for files as <c>/files/</c>, all others as <c>other</c>.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The bodies of the last 64 requests, oldest first, credentials included.</summary>
    public IReadOnlyList<SandboxRecordedRequest> Recent
    {
        get
        {
            lock (_gate)
            {
                int first = Math.Max(0, _total - MaxKept);
                return [.. Enumerable.Range(first, _total - first).Select(number => _recent[number % MaxKept])
                    .Select(entry => new SandboxRecordedRequest(entry.Path, Encoding.UTF8.GetString(entry.Body.Span)))];
            }
        }
    }

    /// <summary>How many requests a path got.</summary>
    public int Count(string path) => _counts.GetValueOrDefault(path);

    /// <summary>Notes a request.</summary>
    internal void Add(string path, string countedAs, ReadOnlyMemory<byte> body)
    {
        _counts.AddOrUpdate(countedAs, 1, static (_, count) => count + 1);
        lock (_gate)
        {
            _recent[_total % MaxKept] = (path, body);
            _total++;
        }
    }
}

/// <summary>A request as it came.</summary>
/// <param name="Path">The path it asked for.</param>
/// <param name="Body">Its body as text, credentials included.</param>
public sealed record SandboxRecordedRequest(string Path, string Body);
