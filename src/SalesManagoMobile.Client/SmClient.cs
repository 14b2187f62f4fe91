namespace SalesManagoMobile.Client;

/// <summary>
/// The twelve operations of the SALESmanago Mobile API. Safe for use from many threads. Each method validates, signs, sends,
/// classifies and decodes; it throws <see cref="SmException"/> for every failure and <see cref="OperationCanceledException"/> when cancelled.
/// </summary>
public sealed class SmClient : IDisposable
{
    public SmClient(SmClientOptions options)
    {
        Options = options;
    }

    public SmClientOptions Options { get; }

    /// <summary>Transfers one contact. Not repeatable.</summary>
    public Task<CreatedContact> CreateContactAsync(ContactRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Lists the pushes of an application.</summary>
    public Task<IReadOnlyList<SmPush>> ListPushesAsync(string applicationId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends one push to one recipient, existing or custom. Not repeatable.</summary>
    public Task<SmAnswer> SendPushAsync(PushRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends one push to many recipients, existing or custom. Not repeatable.</summary>
    public Task<SmAnswer> SendBatchAsync(BatchRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One page of a person's history, newest first.</summary>
    public Task<IReadOnlyList<SmPushHistoryEntry>> GetHistoryPageAsync(HistoryRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Lists the conversations of a push.</summary>
    public Task<IReadOnlyList<SmConversation>> ListConversationsAsync(string pushId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The numbers of a conversation, one per platform.</summary>
    public Task<IReadOnlyList<SmConversationStats>> GetStatisticsAsync(long conversationId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Starts the export of one conversation.</summary>
    public Task<SmJob> ExportConversationAsync(long conversationId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Starts the export of all conversations of a push; the range is at most 30 days.</summary>
    public Task<SmJob> ExportPushAsync(string pushId, DateTimeOffset after, DateTimeOffset before, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Asks once where a job stands: done if and only if the answer names a file. A job that failed is a value, not an exception.</summary>
    public Task<SmJob> GetJobAsync(long jobId, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens a file of an export with a client that has no credentials to send. The caller disposes the answer.</summary>
    public Task<HttpResponseMessage> GetFileAsync(Uri fileUrl, long offset, CancellationToken cancellationToken) => throw new NotImplementedException();

    public void Dispose()
    {
    }
}
