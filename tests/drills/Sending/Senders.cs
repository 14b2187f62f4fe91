using System.Globalization;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>The ways to start a sender in a process of its own.</summary>
internal static class Senders
{
    /// <summary>Through the client library.</summary>
    public static ChildProcess Library(Uri server, string journal, int recipients, string pushId) =>
        ChildProcess.Start(SenderProcess.Name, server.AbsoluteUri, journal, recipients.ToString(CultureInfo.InvariantCulture), pushId);

    /// <summary>Through the client library, with mass requests.</summary>
    public static ChildProcess Batches(Uri server, string journal, int recipients, string pushId) =>
        ChildProcess.Start(SenderProcess.BatchName, server.AbsoluteUri, journal, recipients.ToString(CultureInfo.InvariantCulture), pushId);

    /// <summary>Through Send-SmPush in PowerShell.</summary>
    public static ChildProcess PowerShell(Uri server, string journal, int recipients, string pushId) => ChildProcess.StartEngine(
        [
            Repository.PathOf("tests", "drills", "Sending", "send.ps1"),
            "-Module", Repository.PathOf("SalesManagoMobile.psd1"), "-JournalPath", journal,
            "-Count", recipients.ToString(CultureInfo.InvariantCulture), "-PushId", pushId,
        ],
        new Dictionary<string, string>
        {
            ["SALESMANAGO_ENDPOINT"] = server.AbsoluteUri,
            ["SALESMANAGO_CLIENT_ID"] = SandboxAccount.ClientId,
            ["SALESMANAGO_API_SECRET"] = SandboxAccount.ApiSecret,
            ["SALESMANAGO_APPLICATION_ID"] = SandboxAccount.ApplicationId,
        });
}
