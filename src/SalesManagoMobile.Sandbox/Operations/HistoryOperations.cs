using System.Globalization;

namespace SalesManagoMobile.Sandbox;

/// <summary>What one person was sent.</summary>
internal static class HistoryOperations
{
    private const int MostEntries = 500;

    public static SandboxReply List(RequestReader reader, OperationContext context)
    {
        string? email = FieldChecks.Email(reader, "email");
        string? userId = reader.Text("userId", 255);
        long entries = reader.Number("entriesNumber") ?? MostEntries;
        long from = reader.Number("dateFrom") ?? long.MinValue;
        long to = reader.Number("dateTo") ?? long.MaxValue;
        bool extended = reader.Flag("extended") || reader.Slips.HasFlag(SandboxSlips.AlwaysExtended);
        if (!reader.Has("email") && !reader.Has("userId"))
        {
            reader.Fail("One of email and userId is required");
        }

        if (reader.Problems.Count > 0)
        {
            return context.Refuse(reader.Problems);
        }

        if (entries is < 1 or > MostEntries)
        {
            entries = MostEntries;
        }

        SandboxState state = context.State;
        lock (state.Gate)
        {
            using AnswerWriter answer = context.Begin();
            answer.StartArray("data");
            if ((userId is null ? state.Contacts.ByEmail(email!) : state.Contacts.ByUserId(userId)) is { } contact)
            {
                long now = state.Now;
                foreach (int index in Newest(state, contact, from, Math.Min(to, now)).Take((int)entries))
                {
                    Write(answer, state, contact, state.Ledger.Deliveries[index], now, extended);
                }
            }

            answer.EndArray();
            return answer.Finish();
        }
    }

    /// <summary>A contact's deliveries between two moments, both included, newest first; of two at one moment the later request's.</summary>
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

    private static void Write(AnswerWriter answer, SandboxState state, Contact contact, in DeliveryRow row, long now, bool extended)
    {
        Push push = row.Conversation.Push;
        Reaction reaction = state.Ledger.ReactionTo(row, now);
        answer.StartObject();
        answer.Text("name", push.Name);
        answer.Text("title", push.Title.Render(row.Properties, contact.Details));
        answer.Text("message", push.Content.Render(row.Properties, contact.Details));
        answer.Number("sentDate", row.SentAt);
        answer.Flag("read", reaction.Clicked is not null);
        answer.Text("deeplink", push.Deeplink.Render(row.Properties, contact.Details));
        answer.Text("mid", push.Id.ToString());
        if (state.Options.Slips.HasFlag(SandboxSlips.NumericCid))
        {
            answer.Number("cid", row.Conversation.Id);
        }
        else
        {
            answer.Text("cid", row.Conversation.Id.ToString(CultureInfo.InvariantCulture));
        }

        if (extended)
        {
            answer.Number("displayed", reaction.Displayed);
            answer.Number("actionTaken", reaction.Clicked);
            answer.Number("dismissed", reaction.Dismissed);
        }

        answer.EndObject();
    }
}
