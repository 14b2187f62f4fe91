namespace SalesManagoMobile.Client;

/// <summary>
/// Sends many requests: at most <see cref="BulkOptions.ThrottleLimit"/> at once, results in input order, memory bounded.
/// A failed input is an outcome; only what ends the whole run is thrown (<see cref="SmFailureKind.RunStopped"/>, <see cref="SmFailureKind.Journal"/>).
/// </summary>
public sealed class BulkSender(SmClient client, BulkOptions options)
{
    private readonly SmClient _client = client;
    private readonly BulkOptions _options = options;

    /// <summary>One push to each recipient.</summary>
    public IAsyncEnumerable<BulkOutcome<SmSendResult>> SendPushesAsync(IAsyncEnumerable<PushRequest> requests, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{_client} {_options}");

    /// <summary>One mass request after the other.</summary>
    public IAsyncEnumerable<BulkOutcome<SmBatchResult>> SendBatchesAsync(IAsyncEnumerable<BatchRequest> requests, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>One contact after the other.</summary>
    public IAsyncEnumerable<BulkOutcome<SmContact>> CreateContactsAsync(IAsyncEnumerable<ContactRequest> requests, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
