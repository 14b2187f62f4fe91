namespace SalesManagoMobile.Client;

/// <summary>One push to many recipients in one request. The number of the batch in the run comes with it.</summary>
internal sealed class BatchSend : SendKind<NumberedBatch, SmAnswer, SmBatchResult>
{
    public override IReadOnlyList<SendId> Identify(NumberedBatch batch) => SendIdentity.OfEach(batch.Request);

    public override NumberedBatch Narrow(NumberedBatch batch, IReadOnlyList<JournalVerdict> verdicts)
    {
        int skipped = verdicts.Count(verdict => verdict == JournalVerdict.Skip);
        int unknown = verdicts.Count(verdict => verdict == JournalVerdict.Unknown);
        if (skipped + unknown == 0)
        {
            return batch;
        }

        JournalVerdict kept = JournalSnapshot.Judge(verdicts);
        return batch with
        {
            Request = batch.Request with { Addressees = [.. batch.Request.Addressees.Where((_, i) => verdicts[i] == kept)] },
            Skipped = skipped,
            LeftUnknown = unknown,
            LeftOut = LeftOut(kept == JournalVerdict.Skip ? 0 : skipped, kept == JournalVerdict.Unknown ? 0 : unknown),
        };
    }

    public override IReadOnlyList<JournalIntent> ToIntents(NumberedBatch batch, IReadOnlyList<SendId> ids, DateTimeOffset at)
    {
        var existing = batch.Request.Content as ExistingPush;
        Endpoint endpoint = existing is null ? Endpoint.SendCustomBatch : Endpoint.SendBatch;
        return [.. batch.Request.Addressees.Select((to, i) => new JournalIntent(
            ids[i], at, endpoint.Operation, batch.Request.ApplicationId, existing?.PushId, AddresseeText.From(to)))];
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
        Skipped = batch.Skipped,
        LeftUnknown = batch.LeftUnknown,
        ScheduledAt = batch.Request.ScheduleAt?.ToUniversalTime(),
        Status = report.Status,
        Message = report.Message is null || batch.LeftOut is null ? report.Message ?? batch.LeftOut : $"{report.Message.TrimEnd('.')}. {batch.LeftOut}",
        Attempts = report.Attempts,
        Elapsed = report.Elapsed,
        At = report.At,
    };

    private static string? LeftOut(int skipped, int unknown) => (skipped, unknown) switch
    {
        (0, 0) => null,
        (_, 0) => $"Left out: {skipped} accepted before.",
        (0, _) => $"Left out: {unknown} tried before that may have got it.",
        _ => $"Left out: {skipped} accepted before, and {unknown} tried before that may have got it.",
    };
}
