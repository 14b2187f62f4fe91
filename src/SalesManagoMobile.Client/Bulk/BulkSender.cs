using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Sends many requests: at most <see cref="BulkOptions.ThrottleLimit"/> at once, results in input order, memory bounded.
/// A failed input is an outcome; only what ends the whole run is thrown: <see cref="SmFailureKind.RunStopped"/>,
/// <see cref="SmFailureKind.Journal"/>, and <see cref="SmFailureKind.MissingCredential"/>, which no input can be sent without.
/// </summary>
/// <remarks>
/// A consumer that stops early stops the sending: what is on its way is awaited, so that the journal learns its outcome.
/// Cancelling the token does not wait: with a journal, what was on its way then is unknown to the next run.
/// Each call is a run of its own, with its own pace and its own count of failures.
/// </remarks>
public sealed class BulkSender(SmClient client, BulkOptions options)
{
    private readonly SmClient _client = client;
    private readonly BulkOptions _options = Checked(options);

    /// <summary>One push to each recipient.</summary>
    public IAsyncEnumerable<BulkOutcome<SmSendResult>> SendPushesAsync(IAsyncEnumerable<PushRequest> requests, CancellationToken cancellationToken) =>
        BulkRun.SendAsync(_client, _options, new PushSend(), requests, cancellationToken);

    /// <summary>
    /// One mass request after the other. Its recipients are accepted or not together; a journal remembers each of them, so the next run
    /// may name them in other requests.
    /// </summary>
    public IAsyncEnumerable<BulkOutcome<SmBatchResult>> SendBatchesAsync(IAsyncEnumerable<BatchRequest> requests, CancellationToken cancellationToken) =>
        BulkRun.SendAsync(_client, _options, new BatchSend(), NumberAsync(requests, cancellationToken), cancellationToken);

    /// <summary>One contact after the other.</summary>
    public IAsyncEnumerable<BulkOutcome<SmContact>> CreateContactsAsync(IAsyncEnumerable<ContactRequest> requests, CancellationToken cancellationToken) =>
        BulkRun.SendAsync(_client, _options, new ContactSend(), requests, cancellationToken);

    private static BulkOptions Checked(BulkOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ThrottleLimit, 1, nameof(options.ThrottleLimit));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.ThrottleLimit, 256, nameof(options.ThrottleLimit));
        return options;
    }

    private static async IAsyncEnumerable<NumberedBatch> NumberAsync(
        IAsyncEnumerable<BatchRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int number = 0;
        await foreach (BatchRequest request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new NumberedBatch(request, ++number);
        }
    }
}
