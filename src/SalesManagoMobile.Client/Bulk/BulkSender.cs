using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Sends many requests at the pace of the session, results in input order, memory bounded.
/// A failed input is an outcome. What ends a whole run is the run's <see cref="BulkRun{TRequest, TResult}.End"/>, and the streams throw it
/// after their last outcome: <see cref="SmFailureKind.RunStopped"/>, <see cref="SmFailureKind.Journal"/>,
/// <see cref="SmFailureKind.ShardMismatch"/> or <see cref="SmFailureKind.SessionClosed"/>. A session without credentials for the host is refused when a run starts.
/// </summary>
/// <remarks>
/// A consumer that stops early stops the sending: what is in flight is awaited, so that the journal gets its outcome.
/// Cancelling the token does not wait: with a journal, what was in flight then is unknown to the next run.
/// Each call is a run of its own, with its own count of failures.
/// </remarks>
public sealed class BulkSender(SmClient client, BulkOptions options)
{
    private readonly SmClient _client = client;
    private readonly BulkOptions _options = Checked(options);

    /// <summary>A run of pushes, one to each recipient.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.MissingCredential"/>: the session cannot talk to the host.</exception>
    public BulkRun<PushRequest, SmSendResult> StartPushes() => new(_client, _options, new PushSend());

    /// <summary>
    /// A run of mass requests. The recipients of one are accepted or not together; a journal remembers each of them, so the next run may
    /// name them in other requests.
    /// </summary>
    /// <inheritdoc cref="StartPushes" path="/exception" />
    public BulkRun<BatchRequest, SmBatchResult> StartBatches() => new(_client, _options, new BatchSend());

    /// <summary>A run of contacts to transfer.</summary>
    /// <inheritdoc cref="StartPushes" path="/exception" />
    public BulkRun<ContactRequest, SmContact> StartContacts() => new(_client, _options, new ContactSend());

    /// <summary>Sends a push to each recipient of a stream.</summary>
    public IAsyncEnumerable<BulkOutcome<SmSendResult>> SendPushesAsync(
        IAsyncEnumerable<PushRequest> requests, CancellationToken cancellationToken) =>
        SendAllAsync(new PushSend(), requests, cancellationToken);

    /// <summary>Sends the mass requests of a stream.</summary>
    public IAsyncEnumerable<BulkOutcome<SmBatchResult>> SendBatchesAsync(
        IAsyncEnumerable<BatchRequest> requests, CancellationToken cancellationToken) =>
        SendAllAsync(new BatchSend(), requests, cancellationToken);

    /// <summary>Transfers the contacts of a stream.</summary>
    public IAsyncEnumerable<BulkOutcome<SmContact>> CreateContactsAsync(
        IAsyncEnumerable<ContactRequest> requests, CancellationToken cancellationToken) =>
        SendAllAsync(new ContactSend(), requests, cancellationToken);

    private static BulkOptions Checked(BulkOptions options)
    {
        int limit = options.ThrottleLimit ?? 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(options.ThrottleLimit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, OptionsRule.MaxThrottleLimit, nameof(options.ThrottleLimit));
        return options;
    }

    private async IAsyncEnumerable<BulkOutcome<TResult>> SendAllAsync<TRequest, TResult>(
        SendOperation<TRequest, TResult> operation, IAsyncEnumerable<TRequest> requests,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new BulkRun<TRequest, TResult>(_client, _options, operation, cancellationToken);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sends = new Queue<Task<BulkOutcome<TResult>>>(run.Capacity);
        await using IAsyncEnumerator<TRequest> inputs = requests.GetAsyncEnumerator(leave.Token);
        Task<bool> arrival = inputs.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _ = sends.TryPeek(out Task<BulkOutcome<TResult>>? oldest);
                if (sends.Count < run.Capacity && arrival is { IsCompletedSuccessfully: true, Result: true })
                {
                    sends.Enqueue(run.Send(inputs.Current));
                    arrival = inputs.MoveNextAsync().AsTask();
                }
                else if (oldest is { IsCompleted: true })
                {
                    yield return await sends.Dequeue().ConfigureAwait(false);
                }
                else if (oldest is not null)
                {
                    await Task.WhenAny(oldest, sends.Count < run.Capacity && !arrival.IsCompleted ? arrival : oldest).ConfigureAwait(false);
                }
                else if (!await arrival.ConfigureAwait(false))
                {
                    // A source that failed is reported here, after the outcomes of what it delivered.
                    break;
                }
            }
        }
        finally
        {
            // The consumer has stopped, or gets an exception: requests in flight still get their outcome.
            run.Stop();
            await leave.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([.. sends, arrival]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            run.Meter.Report();
        }

        if (run.End is { } end)
        {
            throw end;
        }
    }
}
