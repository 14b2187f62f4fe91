namespace SalesManagoMobile.Client;

/// <summary>One line of a journal after its header.</summary>
/// <param name="Id">The send it is about.</param>
/// <param name="At">When it was written, UTC.</param>
internal abstract record JournalRecord(SendId Id, DateTimeOffset At);

/// <summary>A request is about to leave. Alone, it says that the outcome is unknown.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="ApplicationId">The application, or null.</param>
/// <param name="PushId">The push, or null for a custom push and for a contact.</param>
/// <param name="Recipient">The recipient, or a tag.</param>
internal sealed record JournalIntent(
    SendId Id, DateTimeOffset At, string Operation, string? ApplicationId, string? PushId, string? Recipient)
    : JournalRecord(Id, At)
{
    /// <summary>How the recipient is named; null for a contact, and in a journal of an older format.</summary>
    public AddresseeType? RecipientType { get; init; }

    /// <summary>When the request asks the server to send; null for at once.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>The name of an existing push, where it is known.</summary>
    public string? PushName { get; init; }

    /// <summary>A hash of the rendered title and content of a custom push; null where the server fills in something.</summary>
    public string? Texts { get; init; }
}

/// <summary>What became of the request.</summary>
/// <param name="Status">Accepted, failed, unknown or not sent.</param>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="HttpStatus">The HTTP status of a failure, or null.</param>
/// <param name="Message">What the server said about a failure, shortened, or null.</param>
internal sealed record JournalOutcome(
    SendId Id, DateTimeOffset At, SmSendStatus Status, int Attempts, SmFailureKind? Failure, int? HttpStatus, string? Message)
    : JournalRecord(Id, At)
{
    /// <summary>The id of the message in the history that proves the outcome, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>When the history says that it was sent, or null.</summary>
    public DateTimeOffset? SentDate { get; init; }
}
