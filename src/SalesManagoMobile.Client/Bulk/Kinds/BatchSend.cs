namespace SalesManagoMobile.Client;

/// <summary>One push to many recipients in one request. The number of the batch in the run comes with it.</summary>
internal sealed class BatchSend : SendKind<NumberedBatch, SmAnswer, SmBatchResult>
{
    public override Task<SmAnswer> SendAsync(SmClient client, NumberedBatch batch, CancellationToken cancellationToken) =>
        client.SendBatchAsync(batch.Request, cancellationToken);

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
