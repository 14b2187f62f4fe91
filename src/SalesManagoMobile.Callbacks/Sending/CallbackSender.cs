using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>Posts callbacks to a receiver: made-up ones to try it, spooled ones to replay.</summary>
public sealed class CallbackSender : IDisposable
{
    private const int MaxMessageLength = 200;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Uri _uri;
    private readonly TimeSpan _timeout;
    private readonly double? _ratePerSecond;
    private readonly long _start;
    private long _count;

    /// <param name="uri">The receiver's URL with its token.</param>
    /// <param name="timeout">How long to wait for the complete response.</param>
    /// <param name="ratePerSecond">How many to start per second, evenly; null starts each at once.</param>
    /// <param name="time">The clock.</param>
    public CallbackSender(Uri uri, TimeSpan timeout, double? ratePerSecond, TimeProvider time)
        : this(uri, timeout, ratePerSecond, time, Handler(uri))
    {
    }

    internal CallbackSender(Uri uri, TimeSpan timeout, double? ratePerSecond, TimeProvider time, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_uri, _timeout, _ratePerSecond, _time, _start) = (uri, timeout, ratePerSecond, time, time.GetTimestamp());

        // Its own time limit ends with an answer's head; ours is for the text, too.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The URL with its last segment masked: that is where the token stands.</summary>
    public static Uri Mask(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        string path = uri.AbsolutePath.TrimEnd('/');
        return new UriBuilder(uri) { Path = path[..(path.LastIndexOf('/') + 1)] + "***", Query = "", UserName = "", Password = "" }.Uri;
    }

    /// <summary>Posts one callback, when its turn has come. Failures are in the result.</summary>
    public async Task<SmCallbackDelivery> SendAsync(ReceivedPost post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        await WaitForTurnAsync(cancellationToken).ConfigureAwait(false);
        long start = _time.GetTimestamp();
        var delivery = new SmCallbackDelivery { Uri = Mask(_uri), Kind = CallbackParser.Parse(post).Kind, At = _time.GetUtcNow() };
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = Request(post);
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token)
                .ConfigureAwait(false);
            delivery = delivery with { StatusCode = (int)answer.StatusCode, IsAccepted = answer.IsSuccessStatusCode };
            delivery = delivery with { Message = await ReadMessageAsync(answer.Content, end.Token).ConfigureAwait(false) };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            delivery = delivery with { Message = failure.Message };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string what = delivery.StatusCode is null ? "There was no response" : "The response did not end";
            delivery =
                delivery with { Message = string.Create(CultureInfo.InvariantCulture, $"{what} within {_timeout.TotalSeconds} seconds.") };
        }

        return delivery with { Elapsed = _time.GetElapsedTime(start) };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>A proxy is used for other machines only, so that callbacks for this one do not leave it.</summary>
    internal static SocketsHttpHandler Handler(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !uri.IsLoopback,
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        };
    }

    private HttpRequestMessage Request(ReceivedPost post)
    {
        Uri uri = post.Query is null
            ? _uri
            : new UriBuilder(_uri)
            {
                Query = string.Join('&', new[] { _uri.Query.TrimStart('?'), post.Query }.Where(part => part.Length > 0)),
            }.Uri;
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ReadOnlyMemoryContent(post.Body) };
        if (post.ContentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", post.ContentType);
        }

        return request;
    }

    private static async Task<string> ReadMessageAsync(HttpContent content, CancellationToken cancellationToken)
    {
        Stream body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = body.ConfigureAwait(false);
        using var reader = new StreamReader(body);
        char[] text = new char[MaxMessageLength];
        int count = await reader.ReadBlockAsync(text, cancellationToken).ConfigureAwait(false);
        return new string(text, 0, count).Trim();
    }

    private async Task WaitForTurnAsync(CancellationToken cancellationToken)
    {
        if (_ratePerSecond is not { } rate)
        {
            return;
        }

        var due = TimeSpan.FromSeconds((Interlocked.Increment(ref _count) - 1) / rate);
        TimeSpan left = due - _time.GetElapsedTime(_start);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
