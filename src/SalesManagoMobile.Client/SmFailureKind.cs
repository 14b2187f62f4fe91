namespace SalesManagoMobile.Client;

/// <summary>Why an operation failed. Scripts can branch on it; the cmdlets derive error id and category from it.</summary>
public enum SmFailureKind
{
    /// <summary>The input breaks a documented limit. Nothing was sent.</summary>
    InvalidInput,

    /// <summary>The session has no credentials or no address for the host that the operation needs. Nothing was sent.</summary>
    MissingCredential,

    /// <summary>The server did not accept client id, API key and signature.</summary>
    Authentication,

    /// <summary>The server answered <c>success: false</c>.</summary>
    Rejected,

    /// <summary>429: the server refused the request because there were too many. It was not processed.</summary>
    Throttled,

    /// <summary>Another 4xx status, or a redirect: none is followed.</summary>
    ClientError,

    /// <summary>A 5xx status. The server may have processed the request, also when it asked to try again later.</summary>
    ServerError,

    /// <summary>The answer could not be understood: not JSON, cut short, or empty.</summary>
    InvalidResponse,

    /// <summary>The answer is larger than the session allows.</summary>
    ResponseTooLarge,

    /// <summary>No connection: name not resolved, refused, TLS failed. Nothing was sent.</summary>
    ConnectionFailed,

    /// <summary>The connection broke after the request may have reached the server.</summary>
    ConnectionLost,

    /// <summary>No complete answer within the session's time-out.</summary>
    TimedOut,

    /// <summary>The export job ended as failed.</summary>
    JobFailed,

    /// <summary>The export job was not done by the deadline. It may still be waited for.</summary>
    JobNotReady,

    /// <summary>The exported file could not be downloaded or its address has expired.</summary>
    DownloadFailed,

    /// <summary>The file on this machine that a download was meant for is there already, or cannot be written.</summary>
    FileWriteFailed,

    /// <summary>A row or a file of an export could not be read.</summary>
    InvalidExportData,

    /// <summary>The journal is locked by another run, or damaged.</summary>
    Journal,

    /// <summary>The input belongs to another shard than the journal. Nothing more was sent.</summary>
    ShardMismatch,

    /// <summary>The run stopped because every further send would fail: the server was down, or refused all requests alike.</summary>
    RunStopped,

    /// <summary>The session was closed while it was in use. What had not left then was not sent.</summary>
    SessionClosed,
}
