using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Reads the numbers and rates of conversations, one object per conversation and platform.</summary>
[Cmdlet(VerbsCommon.Get, "SmConversationStats")]
[OutputType(typeof(SmConversationStats))]
public sealed class GetSmConversationStatsCommand : SmReadingCmdlet<long, SmConversationStats>
{
    /// <summary>The conversations' ids. Conversations and history entries pipe in.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConversationCompleter))]
    [ValidateNotNullOrEmpty]
    public long[] ConversationId { get; set; } = [];

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (long conversationId in ConversationId)
        {
            Ask(conversationId);
        }
    }

    private protected override Task<IReadOnlyList<SmConversationStats>> AskAsync(long key, CancellationToken cancellationToken) =>
        Client.GetStatisticsAsync(key, cancellationToken);
}
