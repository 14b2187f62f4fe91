namespace SalesManagoMobile.Client;

/// <summary>What a journal knows of one send.</summary>
public sealed record SmJournalEntry
{
    /// <summary>The identity of the send: a hash of operation, content, application, recipient and properties.</summary>
    public string? Id { get; init; }

    /// <summary>The operation, for example <c>send existing push</c>.</summary>
    public string? Operation { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>The push; null for a custom push and for a contact.</summary>
    public string? PushId { get; init; }

    /// <summary>The e-mail address, contact id or user id; for a tag <c>TAG: VIP</c>.</summary>
    public string? Recipient { get; init; }

    /// <summary>Accepted, Failed, Unknown or NotSent. A send whose run ended before its outcome was known is Unknown.</summary>
    public SmSendStatus Status { get; init; }

    /// <summary>Why it failed, by the name of a <see cref="SmFailureKind"/>, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The HTTP status of a failure, when there was an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the server said about a failure, shortened to 200 characters, or null.</summary>
    public string? Message { get; init; }

    /// <summary>How many times the request was sent; 0 when it never left.</summary>
    public int Attempts { get; init; }

    /// <summary>When the outcome was written, or the intent when there is no outcome. UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The id of the message in the history by which the send was found to be accepted, or null.</summary>
    public string? MessageId { get; init; }

    /// <summary>When the history says that it was sent; null unless it was found there. UTC.</summary>
    public DateTimeOffset? SentDate { get; init; }

    /// <summary>Why the outcome is still unknown after the history was asked, or null.</summary>
    public string? Reason { get; init; }
}
