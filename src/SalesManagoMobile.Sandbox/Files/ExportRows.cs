namespace SalesManagoMobile.Sandbox;

/// <summary>The rows of one conversation in an export.</summary>
internal static class ExportRows
{
    private const int LargestBlock = 1024;

    /// <summary>Reads the rows in blocks, and holds the gate for one block at a time: the account goes on meanwhile.</summary>
    public static IEnumerable<ExportRow> Of(SandboxState state, ExportJob job, Conversation conversation)
    {
        var block = new List<ExportRow>(LargestBlock);
        int position = 0;
        do
        {
            block.Clear();
            lock (state.Gate)
            {
                position = Read(state, job, conversation, position, block);
            }

            foreach (ExportRow row in block)
            {
                yield return row;
            }
        }
        while (block.Count == LargestBlock);
    }

    private static int Read(SandboxState state, ExportJob job, Conversation conversation, int position, List<ExportRow> block)
    {
        List<int> deliveries = conversation.Deliveries;
        for (; block.Count < LargestBlock && position < deliveries.Count && deliveries[position] < job.Deliveries; position++)
        {
            ref readonly DeliveryRow row = ref state.Ledger.Deliveries[deliveries[position]];
            if (row.SentAt > job.StartedAt)
            {
                continue;
            }

            Reaction reaction = state.Ledger.ReactionTo(row, job.StartedAt);
            block.Add(new ExportRow(state.Contacts.All[row.Contact], conversation.Name, row.Device.Platform, row.SentAt, reaction));
        }

        return position;
    }
}
