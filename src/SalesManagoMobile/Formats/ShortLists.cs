using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SalesManagoMobile;

/// <summary>
/// What PowerShell shows of an object when it does not use its view: in a script whose output mixes types, every object after those of the
/// first type is a list of these properties, and without them of all properties.
/// </summary>
/// <remarks>Not a types file: PowerShell refuses to load one again when the module is imported from a second folder.</remarks>
public sealed class ShortLists : IModuleAssemblyInitializer
{
    // By name: a type would load its library at import.
    private static readonly (string Type, string[] Properties)[] Lists =
    [
        ("Client.SmSendResult", ["Status", "Email", "ContactId", "UserId", "Message"]),
        ("Client.SmContact", ["Status", "Email", "System", "UserId", "Message"]),
        ("Client.SmBatchResult", ["Batch", "Status", "Recipients", "Tags", "Skipped", "ScheduledAt", "Message"]),
        ("Client.SmPushCheck", ["IsValid", "Errors", "Warnings", "PayloadBytes", "Title", "Content"]),
        ("Client.SmPushHistoryEntry", ["SentDate", "Name", "Title", "Message", "DisplayedDate", "ClickedDate"]),
        ("Client.SmConversationStats", ["ConversationId", "Name", "Platform", "Sent", "Displayed", "Clicked"]),
        ("Client.SmJob", ["JobId", "Status", "PushId", "ConversationId", "After", "Before", "Message"]),
        ("Client.SmDeliveryRecord", ["ContactId", "Email", "Platform", "SentDate", "DisplayedDate", "ClickedDate", "DismissedDate"]),
        ("Client.SmJournalEntry", ["At", "Operation", "Recipient", "Status", "Message"]),
        ("Reporting.SmDeliveryMeasure", ["By", "Name", "Sent", "Displayed", "Clicked", "Dismissed"]),
        ("SmAccountCheck", ["Host", "Endpoint", "Status", "Message"]),
        ("SmSession", ["Name", "IsCurrent", "Endpoint", "ClientId", "ApplicationId", "IsSandbox"]),
        ("SmSandbox", ["Url", "Endpoint", "ApplicationId", "Requests", "Sends", "IsRunning"]),
        ("Callbacks.SmCallback", ["ReceivedAt", "Kind", "Person", "Event", "Detail"]),
        ("Callbacks.SmCallbackDelivery", ["Kind", "Uri", "IsAccepted", "StatusCode", "Message"]),
    ];

    /// <inheritdoc />
    public void OnImport()
    {
        TypeData[] data = Array.ConvertAll(Lists, list => new TypeData($"SalesManagoMobile.{list.Type}")
        {
            DefaultDisplayPropertySet = new PropertySetData(list.Properties),
        });
        // By its type, because importing the module that has the command takes longer than all the rest.
        if (Type.GetType("Microsoft.PowerShell.Commands.UpdateTypeDataCommand, Microsoft.PowerShell.Commands.Utility") is { } update)
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(new CmdletInfo("Update-TypeData", update)).AddParameter("TypeData", data).AddParameter("Force").Invoke();
        }
    }
}
