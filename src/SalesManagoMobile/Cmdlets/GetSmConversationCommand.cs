using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Lists the conversations of pushes: each is one sending that statistics and exports are about.</summary>
[Cmdlet(VerbsCommon.Get, "SmConversation")]
[OutputType(typeof(SmConversation))]
public sealed class GetSmConversationCommand : SmReadingCmdlet<string, SmConversation>
{
    /// <summary>The pushes, or their ids. Pushes pipe in.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        HelpMessage = "The pushes, or their ids")]
    [Alias("Id")]
    [IdTransformation("PushId", "Id")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] PushId { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (string pushId in PushId)
        {
            Ask(pushId);
        }
    }

    private protected override Task<IReadOnlyList<SmConversation>> AskAsync(string key, CancellationToken cancellationToken) =>
        Client.ListConversationsAsync(key, cancellationToken);

    private protected override void OnResult(SmConversation result) => ActiveSession.Seen.Conversation(result);
}
