using System.Net.Http.Headers;

namespace SalesManagoMobile.Client;

/// <summary>Opens files. It shares nothing with the transport that signs: no header, cookie or credential can reach a file's host.</summary>
internal sealed class FileTransport(SmClientOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(options.Handler ?? Handlers.ForFiles(options), disposeHandler: options.Handler is null);

    public async Task<HttpResponseMessage> OpenAsync(Uri fileUrl, long offset, CancellationToken cancellationToken)
    {
        if (!OptionsRule.IsSafe(fileUrl))
            throw new SmException(SmFailureKind.DownloadFailed, $"The file at {fileUrl.Scheme}://{fileUrl.Authority} was not asked for: its address must be https: plain http is accepted for loopback addresses only.");

        // The time-out covers the way to the headers; reading is the caller's, at its own pace.
        using CancellationTokenSource timeout = new(options.Timeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        HttpRequestMessage request = new(HttpMethod.Get, fileUrl);
        if (offset > 0) request.Headers.Range = new RangeHeaderValue(offset, null);
        try
        {
            return await _http.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            string what = timeout.IsCancellationRequested ? $"gave no answer within {options.Timeout.TotalSeconds} s" : $"could not be reached: {error.Message}";
            throw new SmException(SmFailureKind.DownloadFailed, $"The file's host {fileUrl.Authority} {what.TrimEnd('.')}. Try again; the job keeps its file.", error);
        }
    }

    public void Dispose() => _http.Dispose();
}
