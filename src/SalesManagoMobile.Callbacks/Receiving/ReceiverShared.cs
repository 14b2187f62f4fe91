using System.Net.Security;
using SalesManagoMobile.Http;

namespace SalesManagoMobile.Callbacks;

/// <summary>What all connections of a receiver share.</summary>
internal sealed class ReceiverShared(ReceiverOptions options, Func<ReceivedPost, Task> keep) : IDisposable
{
    private readonly ServerCertificate? _certificate =
        options.Prefix.IsHttps && options.Certificate is { } certificate ? new(certificate) : null;
    private int _isFailing;
    private volatile bool _isStopping;
    private volatile bool _isCrowded;

    public ReceiverOptions Options => options;

    public CallerCheck Callers { get; } = new(options);

    public ReceiverCounters Counters { get; } = new();

    /// <summary>All bodies at one moment, beyond the first 16 KiB of each: two of the longest always have room.</summary>
    public HttpBodyBudget Budget { get; } = new(Math.Max(32 * 1024 * 1024, 2L * options.MaxBodyBytes));

    /// <summary>What TLS needs; null without TLS.</summary>
    public SslServerAuthenticationOptions? Tls => _certificate?.Tls;

    /// <summary>Once set, each connection ends with its answer.</summary>
    public bool IsStopping
    {
        get => _isStopping;
        set => _isStopping = value;
    }

    /// <summary>
    /// While a newcomer waits for a place, answers end their connections: a caller that sends without a pause is never found idle.
    /// </summary>
    public bool IsCrowded
    {
        get => _isCrowded;
        set => _isCrowded = value;
    }

    /// <summary>Keeps a post and says what to answer: 200 only for what is kept.</summary>
    public async Task<HttpResponse> KeepAsync(ReceivedPost post)
    {
        try
        {
            await keep(post).ConfigureAwait(false);
            Volatile.Write(ref _isFailing, 0);
            return ReceiverResponse.Kept;
        }
        catch (IOException failure)
        {
            // Reported once: a full disk fails every callback, perhaps thousands a second.
            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            {
                options.OnFailure?.Invoke(failure);
            }

            return ReceiverResponse.NotKept;
        }
    }

    /// <summary>Removes what the certificate needed. When no connection is left.</summary>
    public void Dispose() => _certificate?.Dispose();
}
