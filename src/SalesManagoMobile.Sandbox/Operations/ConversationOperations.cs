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

            (PlatformCount[] platforms, PlatformCount both) = Count(state, conversation);
            using ResponseWriter response = context.Begin();
            if (state.Options.Quirks.HasFlag(SandboxQuirks.StatsAsObject))
            {
                response.StartObject("data");

                // One platform keeps its name; the sums over both belong to neither.
                Write(response, conversation, platforms is [var only] ? only : both);
                response.EndObject();
                return response.Finish();
            }

            response.StartArray("data");
            foreach (PlatformCount platform in platforms)
            {
                response.StartObject();
                Write(response, conversation, platform);
                response.EndObject();
            }

            response.EndArray();
            return response.Finish();
        };
    }

    private static (PlatformCount[] Platforms, PlatformCount Both) Count(SandboxState state, Conversation conversation)
    {
        PlatformCount[] platforms = [new("android"), new("ios")];
        var both = new PlatformCount(null);
        long now = state.Now;
        ReadOnlySpan<DeliveryRow> rows = state.Ledger.Deliveries;
        foreach (int index in conversation.Deliveries)
        {
            ref readonly DeliveryRow row = ref rows[index];
            if (row.SentAt <= now)
            {
                Reaction reaction = state.Ledger.ReactionTo(row, now);
                platforms[row.Device.IsApple ? 1 : 0].Add(reaction);
                both.Add(reaction);
            }
        }

        return ([.. platforms.Where(platform => platform.Sent > 0)], both);
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
}
