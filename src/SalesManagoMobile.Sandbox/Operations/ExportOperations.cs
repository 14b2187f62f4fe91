namespace SalesManagoMobile.Sandbox;

/// <summary>Export jobs: two ways to start one, one way to ask for it.</summary>
internal static class ExportOperations
{
    private const long MaxRangeSeconds = 30L * 24 * 3600;

    // A timestamp above this, of the year 5138, was meant in milliseconds.
    private const long LargestSeconds = 100_000_000_000;

    public static Func<SandboxState, SandboxReply> OfConversation(RequestReader reader, OperationContext context)
    {
        long? id = reader.Number("conversationId", required: true);
        return state => state.Ledger.Find(id!.Value) is { } conversation
            ? Started(context, state.Jobs.Start([conversation], isArchive: false, state.Now, state.Ledger.Deliveries.Length))
            : context.Refuse($"Conversation not found: {id}");
    }

    public static Func<SandboxState, SandboxReply> OfPush(RequestReader reader, OperationContext context)
    {
        Guid? pushId = reader.Uuid("pushId", required: true);
        long? from = reader.Number("timeFrom", required: true);
        long? to = reader.Number("timeTo", required: true);
        if (from is < 0 or > LargestSeconds || to is < 0 or > LargestSeconds)
        {
            reader.Fail("timeFrom and timeTo must be Unix timestamps in seconds");
        }

        if (from >= to)
        {
            reader.Fail("timeFrom must be before timeTo");
        }

        if (to - from > MaxRangeSeconds && !reader.Quirks.HasFlag(SandboxQuirks.LongExportRange))
        {
            reader.Fail($"The time range has {to - from} seconds, at most {MaxRangeSeconds} (30 days) are allowed");
        }

        return state =>
        {
            if (state.Catalog.Find(pushId!.Value) is not { } push)
            {
                return context.Refuse($"Push not found: {pushId}");
            }

            long now = state.Now;
            Conversation[] conversations = state.Ledger.Of(push)
                .Where(conversation => conversation.SentAt <= now && conversation.SentAt / 1000 >= from && conversation.SentAt / 1000 <= to)
                .ToArray();
            return Started(context, state.Jobs.Start(conversations, isArchive: true, now, state.Ledger.Deliveries.Length));
        };
    }

    public static Func<SandboxState, SandboxReply> Status(RequestReader reader, OperationContext context)
    {
        long? id = reader.Number("jobId", required: true);
        return state =>
        {
            if (state.Jobs.Find(id!.Value) is not { } job)
            {
                return context.Refuse($"Job not found: {id}");
            }

            if (context.Faults.JobsFail)
            {
                return context.Refuse("Export failed");
            }

            if (!state.Jobs.Ask(job, state.Now, context.Faults))
            {
                return context.Succeed(reader.Quirks.HasFlag(SandboxQuirks.EarlyExportDone) ? "Export done" : "Export in progress");
            }

            using ResponseWriter response = context.Begin("Export done");
            response.Text("fileUrl", new Uri(context.Origin, state.Jobs.Address(job, state.Now, context.Faults)).AbsoluteUri);
            return response.Finish();
        };
    }

    private static SandboxReply Started(OperationContext context, ExportJob job)
    {
        using ResponseWriter response = context.Begin();
        response.Number("jobId", job.Id);
        return response.Finish();
    }
}
