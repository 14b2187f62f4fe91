namespace SalesManagoMobile.Sandbox;

/// <summary>Looks into an account from outside.</summary>
internal static class Inspector
{
    public static IReadOnlyList<SandboxDelivery> Deliveries(SandboxState state)
    {
        lock (state.Gate)
        {
            var found = new List<SandboxDelivery>();
            foreach (ref readonly DeliveryRow row in state.Ledger.Deliveries)
            {
                if (row.Send == 0)
                {
                    continue;
                }

                (Contact? contact, Push? push) = (state.Contacts.All[row.Contact], row.Conversation.Push);
                found.Add(new SandboxDelivery(
                    contact.Name, push.Id, row.Conversation.Id, row.Device.Platform,
                    DateTimeOffset.FromUnixTimeMilliseconds(row.SentAt), row.Send,
                    push.Title.Render(row.Properties, contact.Details), push.Content.Render(row.Properties, contact.Details)));
            }

            return found;
        }
    }

    public static SandboxSendCount CountSends(SandboxState state)
    {
        lock (state.Gate)
        {
            var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            foreach (ref readonly DeliveryRow row in state.Ledger.Deliveries)
            {
                if (state.Ledger.IsSend(row))
                {
                    counts[state.Contacts.All[row.Contact].Name] = counts.GetValueOrDefault(state.Contacts.All[row.Contact].Name) + 1;
                }
            }

            return new SandboxSendCount(
                counts.Values.Sum(count => (long)count) + state.Counter.Sends,
                counts.Count + state.Counter.Recipients,
                counts.Values.Count(count => count > 1) + state.Counter.Repeated,
                counts);
        }
    }

    public static int CountSendsTo(SandboxState state, string recipient)
    {
        lock (state.Gate)
        {
            Contact? contact = state.Contacts.ByEmail(recipient) ?? state.Contacts.ByUserId(recipient);
            ReadOnlySpan<DeliveryRow> rows = state.Ledger.Deliveries;
            int count = state.Counter.Count(recipient);
            for (int index = contact?.LastDelivery ?? -1; index >= 0; index = rows[index].Previous)
            {
                count += state.Ledger.IsSend(rows[index]) ? 1 : 0;
            }

            return count;
        }
    }
}
