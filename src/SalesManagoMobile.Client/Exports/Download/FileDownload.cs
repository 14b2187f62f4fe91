using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using static System.FormattableString;

namespace SalesManagoMobile.Client;

/// <summary>
/// One download of a job's file into a stream, whatever happens on the way: goes on where it broke off if the server shows that the file
/// is the same, else begins again; asks for a fresh address when the address has expired.
/// </summary>
internal sealed class FileDownload(SmClient client, SmJob job, Stream target, Action<DownloadProgress>? progress)
{
    private const int BufferSize = 1 << 17;
    private const int MaxInterruptions = 100;
    private const int MaxReason = 100;
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromSeconds(30);
    private readonly Random _random = client.Options.Seed is { } seed ? new Random(seed) : new Random();
    private FileValidator? _validator;
    private long _received;
    private long? _total;

    private enum End
    {
        Whole,
        Expired,
        Interrupted,
    }

    private TimeProvider Time => client.Options.TimeProvider;

    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.DownloadFailed"/> when no way was left; <see cref="SmFailureKind.FileWriteFailed"/> when there is no room
    /// for it; <see cref="SmFailureKind.JobNotReady"/> or
    /// <see cref="SmFailureKind.JobFailed"/> when the job has no file; or what asking for a fresh address failed with.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Uri address = job.FileUrl ?? await FreshAddressAsync(cancellationToken).ConfigureAwait(false);
        bool fresh = false;
        int inVain = 0;
        for (int interruptions = 0; ;)
        {
            long before = _received;
            (End end, string reason, TimeSpan? wait) = await TryAsync(address, cancellationToken).ConfigureAwait(false);
            if (end == End.Whole)
            {
                return;
            }

            if (end == End.Expired)
            {
                if (fresh)
                {
                    throw Failure($"its address was refused, and so was a new one: {reason}");
                }

                address = await FreshAddressAsync(cancellationToken).ConfigureAwait(false);
                fresh = true;
                continue;
            }

            bool progressed = _received > before;
            fresh &= !progressed;
            inVain = progressed ? 1 : inVain + 1;
            if (inVain > client.Options.MaxRetry || ++interruptions > MaxInterruptions)
            {
                throw Failure(
                    Invariant($"it was interrupted {Math.Max(inVain, interruptions)} times, last at byte {_received:N0}: {reason}"));
            }

            await Task.Delay(wait ?? BackOff(inVain), Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(End End, string Reason, TimeSpan? Wait)> TryAsync(Uri address, CancellationToken cancellationToken)
    {
        long offset = _validator is null ? 0 : _received;
        HttpResponseMessage answer;
        try
        {
            answer = await client.GetFileAsync(address, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (SmException failure) when (
            failure.InnerException is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            return (End.Interrupted, failure.Message, null);
        }

        using (answer)
        {
            string reason = $"the server answered {(int)answer.StatusCode} {SafeText.Excerpt(answer.ReasonPhrase ?? "", MaxReason)}";
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK:
                    BeginAgain(answer);
                    return await CopyAsync(answer, cancellationToken).ConfigureAwait(false);
                case HttpStatusCode.PartialContent when GoesOn(answer, offset):
                    return await CopyAsync(answer, cancellationToken).ConfigureAwait(false);
                case HttpStatusCode.RequestedRangeNotSatisfiable when _received == _total:
                    return (End.Whole, reason, null);
                case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when offset > 0:
                    _validator = null;
                    return (End.Interrupted, "the file changed while it was downloaded", TimeSpan.Zero);
                case HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone:
                    return (End.Expired, reason, null);
                case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                    return (End.Interrupted, reason, AskedWait(answer));
                default:
                    throw Failure(reason, answer.StatusCode);
            }
        }
    }

    private async Task<(End End, string Reason, TimeSpan? Wait)> CopyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(client.Options.Timeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            for (int count; (count = await body.ReadAsync(buffer, either.Token).ConfigureAwait(false)) > 0;)
            {
                await WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                silence.CancelAfter(client.Options.Timeout);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (End.Interrupted, Invariant($"no data arrived for {client.Options.Timeout.TotalSeconds} s"), null);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (End.Interrupted, e.Message, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return _total is null || _received == _total
            ? (End.Whole, "", null)
            : (End.Interrupted, Invariant($"the response ended after {_received:N0} of {_total:N0} bytes"), null);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            // Not the network's: asking again would not make room on the disk.
            throw new SmException(
                SmFailureKind.FileWriteFailed, $"The file of job {job.JobId} was not downloaded: it could not be written: {e.Message}", e);
        }

        _received += bytes.Length;
        progress?.Invoke(new DownloadProgress(_received, _total));
    }

    private void BeginAgain(HttpResponseMessage answer)
    {
        target.SetLength(0);
        target.Position = 0;
        _received = 0;
        _total = answer.Content.Headers.ContentLength;
        _validator = FileValidator.Of(answer);
        progress?.Invoke(new DownloadProgress(0, _total));
    }

    private bool GoesOn(HttpResponseMessage answer, long offset) =>
        offset > 0
        && answer.Content.Headers.ContentRange is { } range
        && range.From == offset
        && (range.Length is null || _total is null || range.Length == _total)
        && FileValidator.Of(answer) == _validator;

    private async Task<Uri> FreshAddressAsync(CancellationToken cancellationToken)
    {
        SmJob now = await client.GetJobAsync(job.JobId, cancellationToken).ConfigureAwait(false);
        return now.FileUrl ?? throw (now.Status == SmJobStatus.Failed
            ? new SmException(SmFailureKind.JobFailed, $"Job {job.JobId} failed: {now.Message}")
            : new SmException(SmFailureKind.JobNotReady, $"Job {job.JobId} has no file yet."));
    }

    private TimeSpan? AskedWait(HttpResponseMessage answer)
    {
        RetryConditionHeaderValue? asked = answer.Headers.RetryAfter;
        TimeSpan? wait = asked?.Delta ?? asked?.Date - Time.GetUtcNow();
        return wait is { } w && w > TimeSpan.Zero ? (w < MaxBackOff ? w : MaxBackOff) : null;
    }

    private TimeSpan BackOff(int attempt)
    {
        double longest = Math.Min(FirstBackOff.TotalSeconds * Math.Pow(2, attempt - 1), MaxBackOff.TotalSeconds);
#pragma warning disable CA5394 // Spreads retries over time; nobody gains by guessing it.
        return TimeSpan.FromSeconds(longest * (0.5 + (_random.NextDouble() / 2)));
#pragma warning restore CA5394
    }

    private SmException Failure(string reason, HttpStatusCode? status = null) =>
        new(SmFailureKind.DownloadFailed, $"The file of job {job.JobId} was not downloaded: {reason.TrimEnd('.')}.")
        {
            StatusCode = status,
        };
}

/// <summary>What tells that two answers hold parts of the same file.</summary>
/// <param name="ETag">The strong entity tag, or null.</param>
/// <param name="LastModified">When there is no tag: when the file changed.</param>
internal sealed record FileValidator(string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>
    /// Null when the answer tells nothing to hold on to: then parts must not be joined. A weak tag is no proof of equal bytes.
    /// </summary>
    public static FileValidator? Of(HttpResponseMessage answer)
    {
        if (answer.Headers.ETag is { } tag)
        {
            return tag.IsWeak ? null : new FileValidator(tag.Tag, null);
        }

        return answer.Content.Headers.LastModified is { } time ? new FileValidator(null, time) : null;
    }
}

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes received so far; goes back to 0 when the download has to begin again.</param>
/// <param name="Total">Bytes in all, or null when the server does not tell.</param>
public readonly record struct DownloadProgress(long Received, long? Total);
