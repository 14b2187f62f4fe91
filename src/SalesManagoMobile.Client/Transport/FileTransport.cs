using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SalesManagoMobile.Client;

/// <summary>Opens files. It shares nothing with the transport that signs: no credential can reach a file's host.</summary>
internal sealed class FileTransport(SmClientOptions options) : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly HttpMessageInvoker _http = new(options.Handler ?? Handlers.Create(options), disposeHandler: options.Handler is null);

    public async Task<HttpResponseMessage> OpenAsync(Uri fileUrl, long offset, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            if (!OptionsRule.IsSafe(fileUrl))
            {
                string address = $"{fileUrl.Scheme}://{fileUrl.Authority}";
                string problem = redirects == 0 ? $"at {address} was not requested" : $"was redirected to {address} and not followed";
                throw Failed($"{problem}: {OptionsRule.SafeAddress}");
            }

            HttpResponseMessage response = await SendAsync(fileUrl, offset, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            response.Dispose();
            if (redirects == MaxRedirects)
            {
                throw Failed($"was redirected more than {MaxRedirects} times");
            }

            fileUrl = Uri.TryCreate(fileUrl, location, out Uri? next)
                ? next
                : throw Failed("was redirected to an invalid address");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri fileUrl, long offset, CancellationToken cancellationToken)
    {
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
        catch (Exception e) when (
            e is HttpRequestException or IOException or SocketException or OperationCanceledException or NotSupportedException)
        {
            string what = timeout.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"no answer within {options.Timeout.TotalSeconds:0.###} s")
                : e.Message.TrimEnd('.');
            throw Failed($"could not be downloaded from {fileUrl.Authority}: {what}. The file is still on the server; try again", e);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    public void Dispose() => _http.Dispose();

    private static SmException Failed(string what, Exception? error = null) =>
        new(SmFailureKind.DownloadFailed, $"The file {what}.", error);
}
