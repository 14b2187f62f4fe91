using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>What to do about a failure, when its kind alone does not say it.</summary>
internal static class FittingAdvice
{
    private const string UnknownOutcome = "Check what the server did before you run the command again.";

    private const string UnknownPush =
        "Check Get-SmPushHistory before you send again. For a run with -JournalPath, Resolve-SmSendJournal does this.";

    // The words by which a server says that something is not there.
    private static readonly string[] Missing = ["not found", "not exist", "no such", "unknown"];

    // A job's message names its conversation, and a conversation's its push: the narrower thing comes first.
    private static readonly (string Thing, string Action)[] WhenMissing =
    [
        ("job", "Run Get-SmJob to list the jobs of the session, or start the export again with Start-SmExport."),
        ("conversation", "Run Get-SmConversation to list the conversations of a push."),
        ("contact", "Transfer the person with New-SmContact, or correct the address. Nothing was sent to them."),
        ("application", "Give the application's simple id with -ApplicationId. SALESmanago Mobile shows it in its list of applications."),
        ("push", "Run Get-SmPush to list the pushes of the application."),
    ];

    /// <summary>
    /// The advice for a failure of the client library, or null when that of its kind fits. After a send that the server may have processed
    /// it never suggests to send again.
    /// </summary>
    public static string? Of(SmException failure) => failure switch
    {
        { MayHaveBeenProcessed: true, Endpoint: { Repeatable: false, SendsPush: var isPush } } => isPush ? UnknownPush : UnknownOutcome,
        { Kind: SmFailureKind.InvalidInput } when failure.Message.Contains("PushId: '", StringComparison.Ordinal) =>
            "Give the push or its id. Get-SmPush -Name finds a push by its name.",
        { Kind: SmFailureKind.InvalidInput } when failure.Message.Contains("is on the mobile host", StringComparison.Ordinal) =>
            "Give -MobileHost and run the command again.",
        { Kind: SmFailureKind.InvalidInput, Endpoint.SendsPush: true } =>
            "Correct the named values and run the command again. Test-SmPush checks a push without sending it.",
        { Kind: SmFailureKind.Rejected } => OfRefusal(string.Join(' ', failure.ServerMessages)),
        { Kind: SmFailureKind.JobFailed } => OfRefusal(failure.Message),
        { Kind: SmFailureKind.Journal } when failure.Message.Contains("in use by another run", StringComparison.Ordinal) =>
            "Wait for that run to end, or close the other program, then run the command again with the same journal.",
        { Kind: SmFailureKind.Journal, InnerException: { } cause } => OfFile(cause),
        { Kind: SmFailureKind.InvalidExportData } when failure.Message.Contains("is not an export", StringComparison.Ordinal) =>
            "Give a file that Receive-SmJob has saved, or one whose first line names columns of an export.",
        { Kind: SmFailureKind.FileWriteFailed, InnerException: { } cause } => OfFile(cause),
        { Kind: SmFailureKind.FileWriteFailed } => "Give another path, or -Force to replace the file.",
        _ => null,
    };

    /// <summary>What to do about a file that could not be written, or null.</summary>
    public static string? OfFile(Exception cause) => cause switch
    {
        DirectoryNotFoundException => "Create the folder, or give a path in a folder that exists.",
        UnauthorizedAccessException => "Give a path in a folder that this account can write to.",
        _ => null,
    };

    /// <summary>The error about a file that could not be written.</summary>
    public static ErrorRecord CannotWrite(string what, string path, Exception cause)
    {
        string reason = cause switch
        {
            DirectoryNotFoundException => $"the folder {Path.GetDirectoryName(path)} does not exist",
            UnauthorizedAccessException => $"this account may not write to {path}",
            _ => cause.Message.TrimEnd('.'),
        };
        ErrorRow row = ErrorTable.FileWriteFailed;
        return (row with { Action = OfFile(cause) ?? row.Action }).For(new IOException($"{what} was not written: {reason}.", cause), path);
    }

    /// <summary>Whether a server's words say that something is not there.</summary>
    public static bool SaysMissing(string? words) =>
        words is not null && Missing.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? OfRefusal(string words) =>
        SaysMissing(words)
            ? WhenMissing.FirstOrDefault(one => words.Contains(one.Thing, StringComparison.OrdinalIgnoreCase)).Action
            : null;
}
