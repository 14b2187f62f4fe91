using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Every error that the module's own cmdlets write: id, category and what to do. The help page of errors is this table.</summary>
internal static class ErrorTable
{
    public static readonly ErrorRow NoSession = new(
        "NoSession", ErrorCategory.ConnectionError, "Connect-SmAccount opens a session; -Session takes one that was kept with -PassThru.");

    public static readonly ErrorRow SessionClosed = new(
        "SessionClosed", ErrorCategory.ConnectionError, "Connect-SmAccount opens a new session; Disconnect-SmAccount closed this one.");

    public static readonly ErrorRow InvalidEndpoint = new(
        "InvalidEndpoint", ErrorCategory.InvalidArgument, "Give the account's host, for example -Endpoint example.salesmanago.com.");

    public static readonly ErrorRow NoCredential = new(
        "NoCredential", ErrorCategory.AuthenticationError,
        "Give -Credential or -MobileCredential, set SALESMANAGO_CLIENT_ID and SALESMANAGO_API_SECRET, or try -Sandbox.");

    public static readonly ErrorRow InvalidCredential = new(
        "InvalidCredential", ErrorCategory.InvalidArgument, "The user name is the client id, the password is the API secret; neither may be empty.");

    public static readonly ErrorRow InvalidParameter = new(
        "InvalidParameter", ErrorCategory.InvalidArgument, "Correct the parameter and run the command again; nothing was sent.");

    public static readonly ErrorRow MissingApplication = new(
        "MissingApplication", ErrorCategory.InvalidArgument, "Give -ApplicationId here or to Connect-SmAccount.");

    public static readonly ErrorRow UnknownColumn = new(
        "UnknownColumn", ErrorCategory.InvalidArgument, "Name columns that the rows have; nothing was sent.");

    public static readonly ErrorRow PortUnusable = new(
        "PortUnusable", ErrorCategory.ResourceUnavailable, "Leave -Port out to take a free one, or stop what uses it.");

    public static readonly ErrorRow PushNotFound = new(
        "PushNotFound", ErrorCategory.ObjectNotFound, "Get-SmPush lists the pushes of an application.");

    public static readonly ErrorRow FileNotRead = new(
        "FileNotRead", ErrorCategory.ReadError, "Give the path of a file that exists and may be read.");

    public static readonly ErrorRow FileNotWritten = new(
        "FileNotWritten", ErrorCategory.WriteError, "Give another path, or close what holds the file; Receive-SmJob -Force replaces one that is there.");

    public static readonly ErrorRow NotForReport = new(
        "NotForReport", ErrorCategory.InvalidType, "Pipe in what Get-SmConversationStats and Receive-SmJob write; this object was left out.");

    public static readonly ErrorRow CannotListen = new(
        "CannotListen", ErrorCategory.ResourceUnavailable, "Give another port or address with -Prefix; a port below 1024 needs rights of its own.");

    public static readonly ErrorRow SpoolUnusable = new(
        "SpoolUnusable", ErrorCategory.ResourceUnavailable, "Give a file with -SpoolPath that this account can write and no other receiver uses.");

    public static readonly ErrorRow SpoolDamaged = new(
        "SpoolDamaged", ErrorCategory.InvalidData, "Look at the named bytes of the file; the other callbacks were read.");

    public static readonly ErrorRow CallbackNotKept = new(
        "CallbackNotKept", ErrorCategory.WriteError, "Make room on the disk: until then callbacks are answered 503 and nothing is acknowledged.");

    public static readonly ErrorRow CallbackNotNoted = new(
        "CallbackNotNoted", ErrorCategory.WriteError, "Make room on the disk: until then callbacks that were handed on come again at the next start.");

    public static readonly ErrorRow CallbackNotDelivered = new(
        "CallbackNotDelivered", ErrorCategory.ConnectionError, "Check the URL with its token, and that the receiver runs.");

    private static readonly Dictionary<SmFailureKind, ErrorRow> Rows = new()
    {
        [SmFailureKind.InvalidInput] = new(
            "InvalidInput", ErrorCategory.InvalidArgument, "Correct the named fields and run it again; Test-SmPush checks a push without sending it."),
        [SmFailureKind.MissingCredential] = new(
            "MissingCredential", ErrorCategory.AuthenticationError,
            "Connect again: -Endpoint and -Credential serve pushes, -MobileCredential serves contacts, history, statistics and exports."),
        [SmFailureKind.Authentication] = new(
            "AuthenticationFailed", ErrorCategory.AuthenticationError,
            "Check client id and API secret of this host; the two hosts have separate ones. Test-SmAccount tries both."),
        [SmFailureKind.Rejected] = new(
            "RequestRejected", ErrorCategory.InvalidResult, "The server's words say why; it did nothing with the request."),
        [SmFailureKind.Throttled] = new(
            "Throttled", ErrorCategory.LimitsExceeded, "Lower -ThrottleLimit or set -MaxRequestsPerSecond, then run it again."),
        [SmFailureKind.ClientError] = new(
            "RequestRefused", ErrorCategory.ProtocolError, "Check the address of the host with Get-SmSession, then what the server says."),
        [SmFailureKind.ServerError] = new(
            "ServerError", ErrorCategory.ResourceUnavailable, "Look at the history before sending again: the server may have acted on the request."),
        [SmFailureKind.UnreadableAnswer] = new(
            "UnreadableAnswer", ErrorCategory.InvalidData, "Check with Get-SmSession that the address is the API's; -Debug shows the answer."),
        [SmFailureKind.AnswerTooLarge] = new(
            "AnswerTooLarge", ErrorCategory.LimitsExceeded, "Ask for less: a shorter range of dates or fewer entries."),
        [SmFailureKind.ConnectionFailed] = new(
            "ConnectionFailed", ErrorCategory.ConnectionError, "Get-SmSession shows the address of each host; Test-SmAccount tells whether they answer."),
        [SmFailureKind.ConnectionLost] = new(
            "ConnectionLost", ErrorCategory.ConnectionError, "Look at the history before sending again: the server may have acted on the request."),
        [SmFailureKind.TimedOut] = new(
            "TimedOut", ErrorCategory.OperationTimeout, "Look at the history before sending again, or connect with a larger -TimeoutSec."),
        [SmFailureKind.JobFailed] = new(
            "JobFailed", ErrorCategory.InvalidResult, "Start the export again with Start-SmExport."),
        [SmFailureKind.JobNotReady] = new(
            "JobNotReady", ErrorCategory.OperationTimeout, "Wait for the same job again with Wait-SmJob: it goes on at the server."),
        [SmFailureKind.DownloadFailed] = new(
            "DownloadFailed", ErrorCategory.ReadError, "Run Receive-SmJob again: it asks for a fresh address; if the job is too old, start a new export."),
        [SmFailureKind.FileNotWritten] = FileNotWritten,
        [SmFailureKind.UnreadableData] = new(
            "UnreadableData", ErrorCategory.InvalidData, "Look at the named file and line; every row that could be read was."),
        [SmFailureKind.Journal] = new(
            "JournalUnusable", ErrorCategory.ResourceUnavailable, "Wait for the other run, or mend the named line, then run it again; nothing more was sent."),
        [SmFailureKind.RunStopped] = new(
            "RunStopped", ErrorCategory.OperationStopped, "Mend the cause, then run it again with the same -JournalPath: what was accepted is not sent twice."),
    };

    /// <summary>The row of each failure of the client library.</summary>
    public static IReadOnlyDictionary<SmFailureKind, ErrorRow> ByKind => Rows;

    /// <summary>Makes the error for a failure of the client library.</summary>
    public static ErrorRecord ToErrorRecord(this SmException failure, object? target) => Rows[failure.Kind].For(failure, target);

    /// <summary>Whether a failure ends the whole command: nothing after it would fare better.</summary>
    public static bool EndsTheRun(this SmFailureKind kind) => kind is SmFailureKind.RunStopped or SmFailureKind.Journal;
}
