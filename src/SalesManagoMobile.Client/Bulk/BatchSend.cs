namespace SalesManagoMobile.Client;

/// <summary>One push to many recipients in one request.</summary>
internal sealed class BatchSend() : SendOperation<BatchRequest, SmBatchResult>(SmHost.Api)
{
    public override IReadOnlyList<string> Check(BatchRequest request) => RequestValidator.Check(request);

    public override string? ShardOf(BatchRequest request) => request.Shard;

    public override string? LeftOutOf(BatchRequest request) => request.Addressees.Count == 0 ? request.LeftOut : null;

    public override Endpoint EndpointOf(BatchRequest request) =>
        request.Content is ExistingPush ? Endpoint.SendBatch : Endpoint.SendCustomBatch;

    public override string NameOf(BatchRequest request, int number) =>
        request.Addressees is [var only] ? Name(only) : $"batch {number}";

    public override IReadOnlyList<SendId> Identify(BatchRequest request) => SendIdentity.OfEach(request);

    public override BatchRequest Narrow(BatchRequest request, IReadOnlyList<JournalVerdict> verdicts)
    {
        JournalVerdict kept = JournalSnapshot.Judge(verdicts);
        return verdicts.All(verdict => verdict == kept)
            ? request
            : request with { Addressees = [.. request.Addressees.Where((_, i) => verdicts[i] == kept)] };
    }

    public override IReadOnlyList<JournalIntent> ToIntents(BatchRequest request, IReadOnlyList<SendId> ids, DateTimeOffset at)
    {
        string operation = EndpointOf(request).Operation;
        string? pushId = (request.Content as ExistingPush)?.PushId;
        string? texts = TextsHash.Of(request.Content, request.Properties);
        return
        [
            .. request.Addressees.Select((to, i) => new JournalIntent(ids[i], at, operation, request.ApplicationId, pushId, Name(to))
            {
                RecipientType = to.Type,
                ScheduledAt = request.ScheduleAt,
                Texts = texts,
            }),
        ];
    }

    public override string? ApplicationOf(BatchRequest request) => request.ApplicationId;

    public override PushContent ContentOf(BatchRequest request) => request.Content;

    public override Task<SmAnswer> SendAsync(
        SmClient client, BatchRequest request, IRequestGate gate, CancellationToken cancellationToken) =>
        client.SendCheckedAsync(
            EndpointOf(request), RequestFields.Of(request, client.Options.TimeProvider.GetUtcNow()), AnswerDecoder.Plain, gate,
            cancellationToken);

    public override SmBatchResult ToResult(BatchRequest request, SendReport report)
    {
        JournalVerdict kept = JournalSnapshot.Judge(report.Verdicts);
        int skipped = report.Verdicts.Count(verdict => verdict == JournalVerdict.Skip);
        int unknown = report.Verdicts.Count(verdict => verdict == JournalVerdict.Unknown);
        string? byJournal = LeftOut(kept == JournalVerdict.Skip ? 0 : skipped, kept == JournalVerdict.Unknown ? 0 : unknown);
        bool nobodyElse = LeftOutOf(request) is not null;
        string? leftOut = nobodyElse || request.LeftOut is null || byJournal is null
            ? byJournal ?? (nobodyElse ? null : request.LeftOut)
            : $"{byJournal} {request.LeftOut}";
        return new SmBatchResult
        {
            Batch = report.Number,
            PushId = (request.Content as ExistingPush)?.PushId,
            ApplicationId = request.ApplicationId,
            Recipients = kept == JournalVerdict.Send ? request.Addressees.Count : 0,
            Tags = kept == JournalVerdict.Send ? request.Addressees.Count(addressee => addressee.Type == AddresseeType.Tag) : 0,
            Addressees = Names(nobodyElse ? request.Excluded : request.Addressees),
            Skipped = skipped + request.Excluded.Count,
            LeftUnknown = unknown,
            ScheduledAt = request.ScheduleAt?.ToUniversalTime(),
            Timezone = request.Timezone,
            Status = report.Status,
            Message = report.Message is null || leftOut is null ? report.Message ?? leftOut : $"{report.Message.TrimEnd('.')}. {leftOut}",
            Attempts = report.Attempts,
            Elapsed = report.Elapsed,
            At = report.At,
        };
    }

    /// <summary>All recipients: <c>EMAIL: a@x, b@x; TAG: VIP</c>.</summary>
    private static string Names(IReadOnlyList<Addressee> addressees) => string.Join(
        "; ",
        addressees.GroupBy(a => a.Type)
            .Select(type => $"{AddresseePacker.WireName(type.Key)}: {string.Join(", ", type.Select(a => a.Value))}"));

    /// <summary>One recipient: a person by name, a tag as <c>TAG: VIP</c>, so that nobody takes it for a person.</summary>
    private static string Name(Addressee addressee) => addressee.Type == AddresseeType.Tag ? Names([addressee]) : addressee.Value;

    private static string? LeftOut(int skipped, int unknown) => (skipped, unknown) switch
    {
        (0, 0) => null,
        (_, 0) => $"Skipped: {skipped} accepted before.",
        (0, _) => $"Skipped: {unknown} that may have got it before.",
        _ => $"Skipped: {skipped} accepted before, and {unknown} that may have got it before.",
    };
}
