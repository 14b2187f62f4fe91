namespace SalesManagoMobile.Client;

/// <summary>Where an export job stands.</summary>
public enum SmJobStatus
{
    /// <summary>The server has not named a file yet.</summary>
    Running,

    /// <summary>The server named a file.</summary>
    Done,

    /// <summary>The server said that the job failed.</summary>
    Failed,
}

/// <summary>An export job. A job id from another day may be waited for today.</summary>
public sealed record SmJob
{
    public long JobId { get; init; }
    public SmJobStatus Status { get; init; }
    public string? Message { get; init; }

    /// <summary>Where the file is; valid for a few minutes after the server named it.</summary>
    public Uri? FileUrl { get; init; }
    public long? ConversationId { get; init; }
    public string? PushId { get; init; }

    /// <summary>The start of the exported range.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The end of the exported range.</summary>
    public DateTimeOffset? Before { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
}
