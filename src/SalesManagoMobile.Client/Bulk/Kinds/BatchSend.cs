namespace SalesManagoMobile.Client;

/// <summary>One push to many recipients in one request. The number of the batch in the run comes with it.</summary>
internal sealed class BatchSend : SendKind<NumberedBatch, SmAnswer, SmBatchResult>
{
    public override SendId Identify(NumberedBatch batch) => SendIdentity.Of(batch.Request);

    public override JournalIntent ToIntent(NumberedBatch batch, SendId id, DateTimeOffset at)
    {
        var existing = batch.Request.Content as ExistingPush;
        Endpoint endpoint = existing is null ? Endpoint.SendCustomBatch : Endpoint.SendBatch;
        return new JournalIntent(
            id, at, endpoint.Operation, batch.Request.ApplicationId, existing?.PushId, AddresseeText.From(batch.Request.Addressees));
    }

    public override bool IsValid(NumberedBatch batch) => RequestValidator.Check(batch.Request).Count == 0;

    public override PushContent ContentOf(NumberedBatch batch) => batch.Request.Content;

    public override Task<SmAnswer> SendAsync(SmClient client, NumberedBatch batch, IRequestGate gate, CancellationToken cancellationToken) =>
        client.SendBatchAsync(batch.Request, gate, cancellationToken);

    public override SmAnswer Describe(SmAnswer answer) => answer;

    public override SmBatchResult ToResult(NumberedBatch batch, SendReport<SmAnswer> report) => new()
    {
        Batch = batch.Number,
        PushId = (batch.Request.Content as ExistingPush)?.PushId,
        ApplicationId = batch.Request.ApplicationId,
        Recipients = batch.Request.Addressees.Count,
        Addressees = AddresseeText.From(batch.Request.Addressees),
        ScheduledAt = batch.Request.ScheduleAt?.ToUniversalTime(),
        Status = report.Status,
        Message = report.Message,
        Attempts = report.Attempts,
        Elapsed = report.Elapsed,
        At = report.At,
    };
}
