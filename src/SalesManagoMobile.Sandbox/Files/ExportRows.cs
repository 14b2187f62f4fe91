namespace SalesManagoMobile.Sandbox;

/// <summary>The rows of one conversation in an export.</summary>
internal static class ExportRows
{
    public static IEnumerable<ExportRow> Of(SandboxState state, ExportJob job, Conversation conversation)
    {
        foreach (var index in conversation.Deliveries)
        {
            var row = state.Ledger.Deliveries[index];
            if (index >= job.Deliveries || row.SentAt > job.StartedAt)
                continue;
            var contact = state.Contacts.All[row.Contact];
            var reaction = state.Ledger.ReactionTo(row, job.StartedAt);
            yield return new ExportRow(contact, conversation.Name, row.Device.Platform, row.SentAt, reaction);
        }
    }
}
