using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Reads the numbers and rates of conversations, one object per conversation and platform.</summary>
/// <remarks>It has no default parameter set: the engine would try that one alone on what is piped in.</remarks>
[Cmdlet(VerbsCommon.Get, "SmConversationStats")]
[OutputType(typeof(SmConversationStats))]
public sealed class GetSmConversationStatsCommand : SmReadingCmdlet<object, SmConversationStats>
{
    private const string ConversationSet = "Conversation";
    private const string PushSet = "Push";

    /// <summary>The conversations, or their ids. Conversations and history entries pipe in.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = ConversationSet,
        HelpMessage = "The conversations, or their ids")]
    [IdTransformation("ConversationId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public long[] ConversationId { get; set; } = [];

    /// <summary>A push, whose conversations are all read. Pushes pipe in.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PushSet, HelpMessage = "A push whose conversations are read")]
    [ValidateNotNull]
    public SmPush? Push { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ConversationSet)
        {
            foreach (long id in ConversationId)
            {
                Ask(id);
            }

            return;
        }

        Ask(Push!);
    }

    private protected override async Task<IReadOnlyList<SmConversationStats>> AskAsync(object key, CancellationToken cancellationToken)
    {
        if (key is long id)
        {
            return await Client.GetStatisticsAsync(id, cancellationToken).ConfigureAwait(false);
        }

        var all = new List<SmConversationStats>();
        foreach (SmConversation conversation in await Client.ListConversationsAsync(
            ((SmPush)key).Id!, cancellationToken).ConfigureAwait(false))
        {
            if (conversation.ConversationId is { } one)
            {
                all.AddRange(await Client.GetStatisticsAsync(one, cancellationToken).ConfigureAwait(false));
            }
        }

        return all;
    }
}
