using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// The operations of the SALESmanago Mobile API. Safe for use from many threads. Each method validates, signs, sends, classifies
/// and decodes; it throws <see cref="SmException"/> for every failure and <see cref="OperationCanceledException"/> when cancelled.
/// </summary>
public sealed class SmClient : IDisposable
{
    private readonly ApiTransport _transport;
    private readonly FileTransport _files;

    /// <exception cref="SmException">
    /// <see cref="SmFailureKind.InvalidInput"/>: an option is out of range, or an address is plain http.
    /// </exception>
    public SmClient(SmClientOptions options)
    {
        OptionsRule.Check(options);
        Options = options;
        Pace = new SessionPace(options);
        _transport = new ApiTransport(options);
        _files = new FileTransport(options);
    }

    public SmClientOptions Options { get; }

    /// <summary>The largest number of requests in flight at once that the client may come to: more need not be prepared.</summary>
    public int MaxInFlight => Pace.MaxLimit;

    /// <summary>How fast requests may leave at present.</summary>
    public AllowedSpeed Allowed => Pace.AllowedFor(Pace.SingleRequests);

    /// <summary>What all requests pass.</summary>
    internal SessionPace Pace { get; }

    /// <summary>
    /// How far the server's clock is ahead of this machine's, to about a second, by the last answer with a <c>Date</c>; null before one.
    /// A difference of more than a day is no clock, and null, too.
    /// </summary>
    internal TimeSpan? ServerClockOffset => _transport.ServerClockOffset;

    /// <summary>Transfers one contact. Not repeatable.</summary>
    public Task<CreatedContact> CreateContactAsync(ContactRequest request, CancellationToken cancellationToken) => SendAsync(
        Endpoint.CreateContact, RequestValidator.Check(request), RequestFields.Of(request), AnswerDecoder.Contact, cancellationToken);

    /// <summary>Lists the pushes of an application.</summary>
    public Task<IReadOnlyList<SmPush>> ListPushesAsync(string applicationId, CancellationToken cancellationToken) => SendAsync(
        Endpoint.ListPushes,
        RequestValidator.CheckApplicationId(applicationId),
        RequestFields.Application(applicationId),
        answer => AnswerDecoder.Pushes(answer, applicationId),
        cancellationToken);

    /// <summary>Sends one push to one recipient, existing or custom. Not repeatable.</summary>
    public Task<SmAnswer> SendPushAsync(PushRequest request, CancellationToken cancellationToken) => SendAsync(
        request.Content is ExistingPush ? Endpoint.SendPush : Endpoint.SendCustomPush,
        RequestValidator.Check(request),
        RequestFields.Of(request),
        AnswerDecoder.Plain,
        cancellationToken);

    /// <summary>Sends one push to many recipients, existing or custom. Not repeatable.</summary>
    public Task<SmAnswer> SendBatchAsync(BatchRequest request, CancellationToken cancellationToken) => SendAsync(
        request.Content is ExistingPush ? Endpoint.SendBatch : Endpoint.SendCustomBatch,
        RequestValidator.Check(request),
        RequestFields.Of(request, Options.TimeProvider.GetUtcNow()),
        AnswerDecoder.Plain,
        cancellationToken);

    /// <summary>One page of a person's history, newest first.</summary>
    public Task<IReadOnlyList<SmPushHistoryEntry>> GetHistoryPageAsync(HistoryRequest request, CancellationToken cancellationToken) =>
        SendAsync(
        Endpoint.GetHistory,
        RequestValidator.Check(request),
        RequestFields.Of(request),
        answer => AnswerDecoder.History(answer, request),
        cancellationToken);

    /// <summary>
    /// A person's history, newest first, past the 500 entries that one answer holds. Within a time range it has neither duplicates nor
    /// holes, but for a single millisecond with more than 500 entries, which is reported.
    /// </summary>
    /// <param name="request">Whose history, and which part. <see cref="HistoryRequest.EntriesNumber"/> is the size of a page.</param>
    /// <param name="first">The largest number of entries; null gives all.</param>
    /// <param name="warn">Called with what could not be listed.</param>
    public IAsyncEnumerable<SmPushHistoryEntry> GetHistoryAsync(
        HistoryRequest request, int? first, Action<string> warn, CancellationToken cancellationToken) =>
        HistoryPager.ReadAsync(GetHistoryPageAsync, request, first, warn, cancellationToken);

    /// <summary>Lists the conversations of a push.</summary>
    public Task<IReadOnlyList<SmConversation>> ListConversationsAsync(string pushId, CancellationToken cancellationToken) => SendAsync(
        Endpoint.ListConversations,
        RequestValidator.CheckPushId(pushId),
        RequestFields.Push(pushId),
        answer => AnswerDecoder.Conversations(answer, pushId),
        cancellationToken);

    /// <summary>The numbers of a conversation, one per platform.</summary>
    public Task<IReadOnlyList<SmConversationStats>> GetStatisticsAsync(long conversationId, CancellationToken cancellationToken) =>
        SendAsync(
        Endpoint.GetStatistics,
        RequestValidator.CheckId("ConversationId", conversationId),
        RequestFields.Conversation(conversationId),
        answer => AnswerDecoder.Statistics(answer, conversationId),
        cancellationToken);

    /// <summary>Starts the export of one conversation.</summary>
    public Task<SmJob> ExportConversationAsync(long conversationId, CancellationToken cancellationToken) => SendAsync(
        Endpoint.ExportConversation,
        RequestValidator.CheckId("ConversationId", conversationId),
        RequestFields.Conversation(conversationId),
        answer => AnswerDecoder.StartedJob(answer) with { ConversationId = conversationId },
        cancellationToken);

    /// <summary>Starts the export of all conversations of a push; the range is at most 30 days, in whole seconds.</summary>
    public Task<SmJob> ExportPushAsync(string pushId, DateTimeOffset after, DateTimeOffset before, CancellationToken cancellationToken) =>
        SendAsync(
        Endpoint.ExportPush,
        RequestValidator.CheckExport(pushId, new(after, before)),
        RequestFields.Export(pushId, new(after, before)),
        answer =>
            AnswerDecoder.StartedJob(answer) with { PushId = pushId, After = after.ToUniversalTime(), Before = before.ToUniversalTime() },
        cancellationToken);

    /// <summary>
    /// Asks once where a job stands: done if and only if the answer names a file. A job that failed is a value, not an exception.
    /// </summary>
    public async Task<SmJob> GetJobAsync(long jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                Endpoint.GetJob,
                RequestValidator.CheckId("JobId", jobId),
                RequestFields.Job(jobId),
                answer => AnswerDecoder.Job(answer, jobId),
                cancellationToken).ConfigureAwait(false);
        }
        catch (SmException refusal) when (refusal.Kind == SmFailureKind.Rejected)
        {
            return AnswerDecoder.FailedJob(refusal, jobId, Options.TimeProvider.GetUtcNow());
        }
    }

    /// <summary>Posts a request of the caller's own, signed like every other. It is sent once, unless it is repeatable.</summary>
    /// <param name="host">The host, whose credentials sign it.</param>
    /// <param name="path">The path on the host, from its first slash.</param>
    /// <param name="body">A JSON object: the fields besides client id, API key and signature.</param>
    /// <param name="repeatable">Whether it may be sent again when the server may have seen it.</param>
    /// <returns>The answer, a JSON object as text.</returns>
    public async Task<string> InvokeAsync(SmHost host, string path, string body, bool repeatable, CancellationToken cancellationToken)
    {
        var endpoint = new Endpoint($"request {path}", host, path, repeatable) { IsSentOnce = !repeatable };
        using JsonDocument? fields = OwnRequest.Read(body);
        return await SendAsync(
            endpoint,
            OwnRequest.Check(endpoint, fields),
            writer => OwnRequest.Write(writer, fields!),
            answer => answer.Root.GetRawText(),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Opens a file of an export, with a client that has no credentials to send. The caller reads the status, and disposes the answer.
    /// </summary>
    /// <param name="fileUrl">An https address; plain http is accepted for loopback addresses only.</param>
    /// <param name="offset">The first byte to ask for; 0 asks for the whole file.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.DownloadFailed"/>: no answer came within the session's time-out.</exception>
    public Task<HttpResponseMessage> GetFileAsync(Uri fileUrl, long offset, CancellationToken cancellationToken) =>
        _files.OpenAsync(fileUrl, offset, cancellationToken);

    public void Dispose()
    {
        _transport.Dispose();
        _files.Dispose();
        Pace.Dispose();
    }

    /// <summary>Sends a request of a run, which was checked before.</summary>
    /// <param name="gate">What it has to do with the others. It has its place at the session's pace.</param>
    internal Task<T> SendCheckedAsync<T>(
        Endpoint endpoint, Action<Utf8JsonWriter> fields, Func<Answer, T> decode, IRequestGate gate, CancellationToken cancellationToken) =>
        _transport.SendAsync(endpoint, fields, decode, gate, cancellationToken);

    /// <exception cref="SmException"><see cref="SmFailureKind.MissingCredential"/>: the session cannot talk to the host.</exception>
    internal void Require(SmHost host) => _transport.Require(Endpoint.All.First(endpoint => endpoint.Host == host));

    private async Task<T> SendAsync<T>(
        Endpoint endpoint,
        IReadOnlyList<string> problems,
        Action<Utf8JsonWriter> fields,
        Func<Answer, T> decode,
        CancellationToken cancellationToken)
    {
        if (problems.Count > 0)
        {
            throw Problems.Refusal(endpoint, problems);
        }

        _transport.Require(endpoint);
        PaceLine line = Pace.SingleRequests;
        await line.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var gate = new SingleRequest(line, Options.TimeProvider, cancellationToken);
            return await _transport.SendAsync(endpoint, fields, decode, gate, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            line.Leave();
        }
    }
}
