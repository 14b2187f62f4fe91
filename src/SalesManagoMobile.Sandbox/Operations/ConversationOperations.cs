namespace SalesManagoMobile.Sandbox;

/// <summary>The conversations of a push and their numbers.</summary>
internal static class ConversationOperations
{
    public static Func<SandboxState, SandboxReply> List(RequestReader reader, OperationContext context)
    {
        Guid? pushId = reader.Uuid("pushId", required: true);
        return state =>
        {
            if (state.Catalog.Find(pushId!.Value) is not { } push)
            {
                return context.Refuse($"Push not found: {pushId}");
            }

            using ResponseWriter response = context.Begin();
            response.StartArray("data");
            foreach (Conversation? conversation in state.Ledger.Of(push).Where(conversation => conversation.SentAt <= state.Now))
            {
                response.StartObject();
                response.Number("conversationId", conversation.Id);
                response.Text("name", conversation.Name);
                response.Number("sentDate", conversation.SentAt);
                response.EndObject();
            }

            response.EndArray();
            return response.Finish();
        };
    }

    public static Func<SandboxState, SandboxReply> Statistics(RequestReader reader, OperationContext context)
    {
        long? id = reader.Number("conversationId", required: true);
        return state =>
        {
            if (state.Ledger.Find(id!.Value) is not { } conversation)
            {
                return context.Refuse($"Conversation not found: {id}");
            }

            PlatformCount[] platforms = Count(state, conversation);
            using ResponseWriter response = context.Begin();
            if (state.Options.Quirks.HasFlag(SandboxQuirks.StatsAsObject))
            {
                response.StartObject("data");
                Write(response, conversation, Sum(platforms));
                response.EndObject();
                return response.Finish();
            }

            response.StartArray("data");
            foreach (PlatformCount? platform in platforms.Where(platform => platform.Sent > 0))
            {
                response.StartObject();
                Write(response, conversation, platform);
                response.EndObject();
            }

            response.EndArray();
            return response.Finish();
        };
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

    private static void Write(ResponseWriter response, Conversation conversation, PlatformCount count)
    {
        response.Text("name", conversation.Name);
        response.Text("platform", count.Platform);
        response.Number("sentDate", conversation.SentAt);
        response.Number("sentNumber", count.Sent);
        response.Number("displayedNumber", count.Displayed);
        response.Number("clickedNumber", count.Clicked);
        response.Number("dismissedNumber", count.Dismissed);
    }
}

/// <summary>The numbers of one conversation on one platform.</summary>
internal sealed class PlatformCount(string? platform)
{
    public string? Platform { get; } = platform;

    public int Sent { get; private set; }

    public int Displayed { get; private set; }

    public int Clicked { get; private set; }

    public int Dismissed { get; private set; }

    public void Add(Reaction reaction)
    {
        Sent++;
        Displayed += reaction.Displayed is null ? 0 : 1;
        Clicked += reaction.Clicked is null ? 0 : 1;
        Dismissed += reaction.Dismissed is null ? 0 : 1;
    }

    public PlatformCount Add(PlatformCount other)
    {
        Sent += other.Sent;
        Displayed += other.Displayed;
        Clicked += other.Clicked;
        Dismissed += other.Dismissed;
        return this;
    }
}
