using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>What one person was sent.</summary>
internal static class HistoryOperations
{
    private const int MaxEntries = 500;

    public static Func<SandboxState, SandboxReply> List(RequestReader reader, OperationContext context)
    {
        string? email = FieldChecks.Email(reader, "email");
        string? userId = reader.Text("userId", 255);
        long entries = reader.Number("entriesNumber") ?? MaxEntries;
        long from = reader.Number("dateFrom") ?? long.MinValue;
        long to = reader.Number("dateTo") ?? long.MaxValue;
        bool extended = reader.Flag("extended") || reader.Quirks.HasFlag(SandboxQuirks.AlwaysExtended);
        if (!reader.Has("email") && !reader.Has("userId"))
        {
            reader.Fail("One of email and userId is required");
        }

        if (entries is < 1 or > MaxEntries)
        {
            entries = MaxEntries;
        }

        return state =>
        {
            using ResponseWriter response = context.Begin();
            response.StartArray("data");
            if ((userId is null ? state.Contacts.ByEmail(email!) : state.Contacts.ByUserId(userId)) is { } contact)
            {
                long now = state.Now;
                long visible = now - (long)state.Options.HistoryLag.TotalMilliseconds;
                foreach (int index in Newest(state, contact, from, Math.Min(to, visible)).Take((int)entries))
                {
                    Write(response, state, contact, state.Ledger.Deliveries[index], now, extended);
                }
            }

            response.EndArray();
            return response.Finish();
        };
    }

    /// <summary>
    /// A contact's deliveries between two moments, both included, newest first; of two at one moment the later request's.
    /// </summary>
    private static IEnumerable<int> Newest(SandboxState state, Contact contact, long from, long to)
    {
        var found = new List<(long SentAt, int Index)>();
        ReadOnlySpan<DeliveryRow> rows = state.Ledger.Deliveries;
        for (int index = contact.LastDelivery; index >= 0; index = rows[index].Previous)
        {
            if (rows[index].SentAt >= from && rows[index].SentAt <= to)
            {
                found.Add((rows[index].SentAt, index));
            }
        }

        found.Sort((left, right) => right.CompareTo(left));
        return found.Select(entry => entry.Index);
    }

    private static void Write(ResponseWriter response, SandboxState state, Contact contact, in DeliveryRow row, long now, bool extended)
    {
        Push push = row.Conversation.Push;
        Reaction reaction = state.Ledger.ReactionTo(row, now);
        response.StartObject();
        response.Text("name", push.Name);
        response.Text("title", push.Title.Render(row.Properties, contact.Details));
        response.Text("message", push.Content.Render(row.Properties, contact.Details));
        response.Number("sentDate", row.SentAt);
        response.Flag("read", reaction.Clicked is not null);
        response.Text("deeplink", push.Deeplink.Render(row.Properties, contact.Details));
        response.Text("mid", push.Id.ToString());
        if (state.Options.Quirks.HasFlag(SandboxQuirks.NumericCid))
        {
            response.Number("cid", row.Conversation.Id);
        }
        else
        {
            response.Text("cid", row.Conversation.Id.ToString(CultureInfo.InvariantCulture));
        }

        if (extended)
        {
            response.Number("displayed", reaction.Displayed);
            response.Number("actionTaken", reaction.Clicked);
            response.Number("dismissed", reaction.Dismissed);
        }

        response.EndObject();
    }
}
