using System.Net;

namespace SalesManagoMobile.Callbacks.Tests;

/// <summary>A receiver that sends its answer's head, and never the text that should follow.</summary>
internal sealed class EndlessAnswer : HttpMessageHandler
{
    private readonly TaskCompletionSource _isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody waits for the text.</summary>
    public Task IsRead => _isRead.Task;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StreamContent(new SilentStream(_isRead)) });

    private sealed class SilentStream(TaskCompletionSource isRead) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            isRead.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
