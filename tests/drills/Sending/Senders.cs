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
        Account(server));

    /// <summary>Resolves a journal through the client library.</summary>
    public static ChildProcess Resolve(Uri server, string journal, int settleSec) =>
        ChildProcess.Start(ResolverProcess.Name, server.AbsoluteUri, journal, settleSec.ToString(CultureInfo.InvariantCulture));

    /// <summary>Resolves a journal through Resolve-SmSendJournal in PowerShell.</summary>
    public static ChildProcess ResolveInPowerShell(Uri server, string journal, int settleSec) => ChildProcess.StartEngine(
        [
            Repository.PathOf("tests", "drills", "Sending", "resolve.ps1"),
            "-Module", Repository.PathOf("SalesManagoMobile.psd1"), "-JournalPath", journal,
            "-SettleSec", settleSec.ToString(CultureInfo.InvariantCulture),
        ],
        Account(server));

    private static Dictionary<string, string> Account(Uri server) => new()
    {
        ["SALESMANAGO_ENDPOINT"] = server.AbsoluteUri,
        ["SALESMANAGO_CLIENT_ID"] = SandboxAccount.ClientId,
        ["SALESMANAGO_API_SECRET"] = SandboxAccount.ApiSecret,
        ["SALESMANAGO_MOBILE_ENDPOINT"] = server.AbsoluteUri,
        ["SALESMANAGO_MOBILE_CLIENT_ID"] = SandboxAccount.MobileClientId,
        ["SALESMANAGO_MOBILE_API_SECRET"] = SandboxAccount.MobileApiSecret,
        ["SALESMANAGO_APPLICATION_ID"] = SandboxAccount.ApplicationId,
    };
}
