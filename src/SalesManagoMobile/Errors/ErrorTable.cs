using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Every error that the module's own cmdlets write: id, category and what to do. The help page of errors is this table.</summary>
internal static class ErrorTable
{
    public static readonly ErrorRow NoSession = new(
        "NoSession", ErrorCategory.ConnectionError, "Run Connect-SmAccount, or pass a session with -Session.");

    public static readonly ErrorRow SessionClosed = new(
        "SessionClosed", ErrorCategory.ConnectionError, "Run Connect-SmAccount to open a new session.");

    public static readonly ErrorRow InvalidEndpoint = new(
        "InvalidEndpoint", ErrorCategory.InvalidArgument,
        "Give the server of your account, for example -Endpoint app3 or -Endpoint app3.salesmanago.com.");

    public static readonly ErrorRow CredentialRequired = new(
        "CredentialRequired", ErrorCategory.AuthenticationError,
        "Give -Credential or -MobileCredential, set SALESMANAGO_CLIENT_ID and SALESMANAGO_API_SECRET, or try -Sandbox.");

    public static readonly ErrorRow InvalidCredential = new(
        "InvalidCredential", ErrorCategory.InvalidArgument,
        "Use the client id as the user name and the API secret as the password. Neither can be empty.");

    public static readonly ErrorRow InvalidParameter = new(
        "InvalidParameter", ErrorCategory.InvalidArgument, "Correct the parameter and run the command again. Nothing was done.");

    public static readonly ErrorRow MissingApplication = new(
        "MissingApplication", ErrorCategory.InvalidArgument, "Give -ApplicationId, here or on Connect-SmAccount.");

    public static readonly ErrorRow ColumnNotFound = new(
        "ColumnNotFound", ErrorCategory.InvalidArgument, "Correct the command or the file, then run it again. Nothing was sent.");

    public static readonly ErrorRow PortUnavailable = new(
        "PortUnavailable", ErrorCategory.ResourceUnavailable, "Omit -Port to use a free port, or stop the program that uses this one.");

    public static readonly ErrorRow PushNotFound = new(
        "PushNotFound", ErrorCategory.ObjectNotFound, "Run Get-SmPush to list the pushes of the application.");

    public static readonly ErrorRow FileReadFailed = new(
        "FileReadFailed", ErrorCategory.ReadError, "Correct the file, or give another one that this account can read.");

    public static readonly ErrorRow FileWriteFailed = new(
        "FileWriteFailed", ErrorCategory.WriteError,
        "Create the folder, give another path, or close the program that has the file open.");

    public static readonly ErrorRow InvalidReportInput = new(
        "InvalidReportInput", ErrorCategory.InvalidType,
        "Pipe in the output of Get-SmConversationStats, Receive-SmJob or Import-SmDelivery. This object was left out.");

    public static readonly ErrorRow ListenFailed = new(
        "ListenFailed", ErrorCategory.ResourceUnavailable,
        "Give another port or address with -Prefix. Ports below 1024 may need administrator rights. Nothing was received.");

    public static readonly ErrorRow SpoolUnavailable = new(
        "SpoolUnavailable", ErrorCategory.ResourceUnavailable,
        "Give a file with -SpoolPath that this account can write and that no other receiver uses. Nothing was received.");

    public static readonly ErrorRow SpoolCorrupt = new(
        "SpoolCorrupt", ErrorCategory.InvalidData, "Inspect the named bytes of the file. The other callbacks were read.");

    public static readonly ErrorRow SpoolWriteFailed = new(
        "SpoolWriteFailed", ErrorCategory.WriteError,
        "Free disk space. Until then callbacks are answered with 503 and none is acknowledged.");

    public static readonly ErrorRow CursorNotSaved = new(
        "CursorNotSaved", ErrorCategory.WriteError,
        "Free disk space. Until then the next start emits callbacks again that were already emitted.");

    public static readonly ErrorRow ForwardingFailed = new(
        "ForwardingFailed", ErrorCategory.ReadError,
        "Correct the cause and start the receiver again. What was not forwarded is in the spool and is forwarded then.");

    public static readonly ErrorRow CallbackSendFailed = new(
        "CallbackSendFailed", ErrorCategory.ConnectionError, "Check the URL and its token, and that the receiver is running.");

    /// <summary>The row of each failure of the client library.</summary>
    public static readonly IReadOnlyDictionary<SmFailureKind, ErrorRow> ByKind = new Dictionary<SmFailureKind, ErrorRow>
    {
        [SmFailureKind.InvalidInput] = new(
            "InvalidInput", ErrorCategory.InvalidArgument,
            "Correct the named values and run the command again."),
        [SmFailureKind.MissingCredential] = new(
            "MissingCredential", ErrorCategory.AuthenticationError,
            "Connect again. -Endpoint and -Credential are for pushes; -MobileCredential is for contacts, history, statistics and exports."),
        [SmFailureKind.Authentication] = new(
            "AuthenticationFailed", ErrorCategory.AuthenticationError,
            "Check the client id and API secret of this host. The two hosts have separate credentials. Test-SmAccount checks both."),
        [SmFailureKind.Rejected] = new(
            "RequestRejected", ErrorCategory.InvalidResult,
            "Correct what the server's message names. The server did not process the request."),
        [SmFailureKind.Throttled] = new(
            "Throttled", ErrorCategory.LimitsExceeded,
            "Wait, then run the command again. -MaxRequestsPerSecond on Connect-SmAccount limits the rate."),
        [SmFailureKind.ClientError] = new(
            "ClientError", ErrorCategory.ProtocolError, "Check the host's address with Get-SmSession, then the server's message."),
        [SmFailureKind.ServerError] = new(
            "ServerError", ErrorCategory.ResourceUnavailable, "Try again later. If the server keeps failing, contact SALESmanago."),
        [SmFailureKind.InvalidResponse] = new(
            "InvalidResponse", ErrorCategory.InvalidData,
            "Check with Get-SmSession that the address is that of the API. -Debug shows the response."),
        [SmFailureKind.ResponseTooLarge] = new(
            "ResponseTooLarge", ErrorCategory.LimitsExceeded, "Request less: a shorter date range or fewer entries."),
        [SmFailureKind.ConnectionFailed] = new(
            "ConnectionFailed", ErrorCategory.ConnectionError,
            "Check the network, the proxy and the addresses that Get-SmSession shows. Test-SmAccount tries both hosts."),
        [SmFailureKind.ConnectionLost] = new(
            "ConnectionLost", ErrorCategory.ConnectionError, "Check the network connection, then run the command again."),
        [SmFailureKind.TimedOut] = new(
            "TimedOut", ErrorCategory.OperationTimeout, "Try again, or connect with a larger -TimeoutSec."),
        [SmFailureKind.JobFailed] = new(
            "JobFailed", ErrorCategory.InvalidResult, "Start the export again with Start-SmExport."),
        [SmFailureKind.JobNotReady] = new(
            "JobNotReady", ErrorCategory.OperationTimeout, "Run Wait-SmJob again with the same job id. The job continues on the server."),
        [SmFailureKind.DownloadFailed] = new(
            "DownloadFailed", ErrorCategory.ReadError,
            "Run Receive-SmJob again; it requests a new download address. If the job is too old, start a new export."),
        [SmFailureKind.FileWriteFailed] = FileWriteFailed,
        [SmFailureKind.InvalidExportData] = new(
            "InvalidExportData", ErrorCategory.InvalidData, "Inspect the named file and line. All readable rows were read."),
        [SmFailureKind.Journal] = new(
            "JournalUnavailable", ErrorCategory.ResourceUnavailable,
            "Correct what the message names, then run the command again with the same journal."),
        [SmFailureKind.ShardMismatch] = new(
            "ShardMismatch", ErrorCategory.InvalidArgument,
            "Divide the list with the -Count, -Index and -Seed that the journal was begun with. Each shard has its own journal."),
        [SmFailureKind.RunStopped] = new(
            "RunStopped", ErrorCategory.OperationStopped,
            "Fix the cause, or wait until the server works again. The line that closes the run says how to go on."),
        [SmFailureKind.SessionClosed] = SessionClosed,
    };

    /// <summary>Makes the error for a failure of the client library, with the advice that fits it.</summary>
    public static ErrorRecord ToErrorRecord(this SmException failure, object? target)
    {
        ErrorRow row = ByKind[failure.Kind];
        return (FittingAdvice.Of(failure) is { } action ? row with { Action = action } : row).For(failure, target);
    }
}

/// <summary>One kind of error that a user can meet.</summary>
/// <param name="Id">What scripts compare with: the first part of <c>FullyQualifiedErrorId</c>.</param>
/// <param name="Category">The category that PowerShell shows and filters by.</param>
/// <param name="Action">One sentence on what to do about it.</param>
internal sealed record ErrorRow(string Id, ErrorCategory Category, string Action)
{
    /// <summary>Makes the error for one thing: the contact, push, conversation or job that it is about.</summary>
    /// <param name="exception">What happened. Its message stands first in what the user reads, safe to show.</param>
    /// <param name="target">The thing, or null when the error is about none.</param>
    public ErrorRecord For(Exception exception, object? target)
    {
        string safe = SafeText.ForScreen(exception.Message);
        Exception shown = safe == exception.Message ? exception : new InvalidOperationException(safe);
        return new ErrorRecord(shown, Id, Category, target)
        {
            // The engine shows the recommended action under the message.
            ErrorDetails = new ErrorDetails(safe) { RecommendedAction = Action },
        };
    }

    /// <inheritdoc cref="For(Exception, object?)"/>
    public ErrorRecord For(string message, object? target) => For(new InvalidOperationException(message), target);
}
