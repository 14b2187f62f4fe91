namespace SalesManagoMobile.Sandbox;

/// <summary>The conversations of a push and their numbers.</summary>
internal static class ConversationOperations
{
    public static SandboxReply List(RequestReader reader, OperationContext context)
    {
        Guid? pushId = reader.Uuid("pushId", required: true);
        if (reader.Problems.Count > 0)
        {
            return context.Refuse(reader.Problems);
        }

        SandboxState state = context.State;
        lock (state.Gate)
        {
            if (state.Catalog.Find(pushId!.Value) is not { } push)
            {
                return context.Refuse($"Push not found: {pushId}");
            }

            using AnswerWriter answer = context.Begin();
            answer.StartArray("data");
            foreach (Conversation? conversation in state.Ledger.Of(push).Where(conversation => conversation.SentAt <= state.Now))
            {
                answer.StartObject();
                answer.Number("conversationId", conversation.Id);
                answer.Text("name", conversation.Name);
                answer.Number("sentDate", conversation.SentAt);
                answer.EndObject();
            }

            answer.EndArray();
            return answer.Finish();
        }
    }

    public static SandboxReply Statistics(RequestReader reader, OperationContext context)
    {
        long? id = reader.Number("conversationId", required: true);
        if (reader.Problems.Count > 0)
        {
            return context.Refuse(reader.Problems);
        }

        SandboxState state = context.State;
        lock (state.Gate)
        {
            if (state.Ledger.Find(id!.Value) is not { } conversation)
            {
                return context.Refuse($"Conversation not found: {id}");
            }

            PlatformCount[] platforms = Count(state, conversation);
            using AnswerWriter answer = context.Begin();
            if (state.Options.Slips.HasFlag(SandboxSlips.StatsAsObject))
            {
                answer.StartObject("data");
                Write(answer, conversation, Sum(platforms));
                answer.EndObject();
                return answer.Finish();
            }

            answer.StartArray("data");
            foreach (PlatformCount? platform in platforms.Where(platform => platform.Sent > 0))
            {
                answer.StartObject();
                Write(answer, conversation, platform);
                answer.EndObject();
            }

            answer.EndArray();
            return answer.Finish();
        }
    }

    private static PlatformCount[] Count(SandboxState state, Conversation conversation)
    {
        (PlatformCount? android, PlatformCount? ios) = (new PlatformCount("android"), new PlatformCount("ios"));
        long now = state.Now;
        ReadOnlySpan<DeliveryRow> rows = state.Ledger.Deliveries;
        foreach (int index in conversation.Deliveries)
        {
            ref readonly DeliveryRow row = ref rows[index];
            if (row.SentAt <= now)
            {
                (row.Device.IsApple ? ios : android).Add(state.Ledger.ReactionTo(row, now));
            }
        }

        return [android, ios];
    }

    // One platform keeps its name; the sums over both belong to neither.
    private static PlatformCount Sum(PlatformCount[] platforms)
    {
        PlatformCount[] used = platforms.Where(platform => platform.Sent > 0).ToArray();
        return used.Length == 1 ? used[0] : used.Aggregate(new PlatformCount(null), (sum, platform) => sum.Add(platform));
    }

    private static void Write(AnswerWriter answer, Conversation conversation, PlatformCount count)
    {
        answer.Text("name", conversation.Name);
        answer.Text("platform", count.Platform);
        answer.Number("sentDate", conversation.SentAt);
        answer.Number("sentNumber", count.Sent);
        answer.Number("displayedNumber", count.Displayed);
        answer.Number("clickedNumber", count.Clicked);
        answer.Number("dismissedNumber", count.Dismissed);
    }
}
