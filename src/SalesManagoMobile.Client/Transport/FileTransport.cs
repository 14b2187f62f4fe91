using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SalesManagoMobile.Client;

/// <summary>Opens files. It shares nothing with the transport that signs: no credential can reach a file's host.</summary>
internal sealed class FileTransport(SmClientOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(options.Handler ?? Handlers.ForFiles(options), disposeHandler: options.Handler is null);

    public async Task<HttpResponseMessage> OpenAsync(Uri fileUrl, long offset, CancellationToken cancellationToken)
    {
        if (!OptionsRule.IsSafe(fileUrl))
        {
            throw Failed($"at {fileUrl.Scheme}://{fileUrl.Authority} was not asked for: {OptionsRule.SafeAddress}");
        }

        // The time-out covers the way to the headers; reading is the caller's, at its own pace.
        using CancellationTokenSource timeout = new(options.Timeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        HttpRequestMessage request = new(HttpMethod.Get, fileUrl);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        try
        {
            return await _http.SendAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            string what = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.###} s")
                : error.Message.TrimEnd('.');
            throw Failed($"could not be fetched from {fileUrl.Authority}: {what}. The job keeps its file; try again", error);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SmException Failed(string what, Exception? error = null) =>
        new(SmFailureKind.DownloadFailed, $"The file {what}.", error);
}
