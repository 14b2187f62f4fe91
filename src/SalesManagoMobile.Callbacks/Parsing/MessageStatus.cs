using System.Collections.Frozen;

namespace SalesManagoMobile.Callbacks;

/// <summary>The documented statuses of messages: for completion and for the outcome, never for validation.</summary>
public static class MessageStatus
{
    // SENT and similar are pending: the platform has sent the message, and a failure can still follow.
    private static readonly FrozenDictionary<string, SmMessageOutcome> Outcomes = new Dictionary<string, SmMessageOutcome>
    {
        ["SENDING"] = SmMessageOutcome.Pending,
        ["PENDING"] = SmMessageOutcome.Pending,
        ["SENT"] = SmMessageOutcome.Pending,
        ["SENT_TO_DEVICE"] = SmMessageOutcome.Pending,
        ["DELIVERED_TO_CARRIER"] = SmMessageOutcome.Pending,
        ["DELIVERED_TO_DEVICE"] = SmMessageOutcome.Delivered,
        ["READ"] = SmMessageOutcome.Delivered,
        ["COMPLAINED"] = SmMessageOutcome.Delivered,
        ["EXPIRED"] = SmMessageOutcome.Failed,
        ["UNREACHABLE"] = SmMessageOutcome.Failed,
        ["UNDELIVERED"] = SmMessageOutcome.Failed,
        ["NOT_SENT"] = SmMessageOutcome.Failed,
        ["NOT_ENOUGH_FUNDS"] = SmMessageOutcome.Failed,
        ["BAD_FROM"] = SmMessageOutcome.Failed,
        ["BAD_TO"] = SmMessageOutcome.Failed,
        ["BAD_ENCODING"] = SmMessageOutcome.Failed,
        ["BAD_CARRIER/FROM"] = SmMessageOutcome.Failed,
        ["BAD_TIMEZONE"] = SmMessageOutcome.Failed,
        ["BOUNCED"] = SmMessageOutcome.Failed,
        ["UNSUPPORTED_ATTACHMENT_TYPE"] = SmMessageOutcome.Failed,
        ["EXCEEDS_SIZE_OF_ATTACHMENTS"] = SmMessageOutcome.Failed,

        // The words of delivery reports in the later form, SMPP's among them.
        ["QUEUE"] = SmMessageOutcome.Pending,
        ["DEQUEUED"] = SmMessageOutcome.Pending,
        ["INCOMPLETE"] = SmMessageOutcome.Pending,
        ["ENROUTE"] = SmMessageOutcome.Pending,
        ["ACCEPTD"] = SmMessageOutcome.Pending,
        ["DELIVRD"] = SmMessageOutcome.Delivered,
        ["CODE_NOT_ALLOWED"] = SmMessageOutcome.Failed,
        ["BLACKLISTED"] = SmMessageOutcome.Failed,
        ["SEGMENTS_EXCEEDED"] = SmMessageOutcome.Failed,
        ["EXHAUSTED"] = SmMessageOutcome.Failed,
        ["INVALID_ROUTING"] = SmMessageOutcome.Failed,
        ["UNDELIV"] = SmMessageOutcome.Failed,
        ["REJECTD"] = SmMessageOutcome.Failed,
        ["DELETED"] = SmMessageOutcome.Failed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Sms =
    [
        "SENT", "DELIVERED_TO_CARRIER", "EXPIRED", "UNREACHABLE", "NOT_SENT", "BAD_FROM", "BAD_TO", "BAD_ENCODING",
        "BAD_CARRIER/FROM", "SENT_TO_DEVICE", "DELIVERED_TO_DEVICE", "UNDELIVERED", "NOT_ENOUGH_FUNDS", "BAD_TIMEZONE",
        "SENDING", "PENDING", "READ",
    ];

    private static readonly string[] Email =
    [
        "SENT", "EXPIRED", "NOT_SENT", "BAD_FROM", "BAD_TO", "BAD_ENCODING", "BAD_TIMEZONE", "NOT_ENOUGH_FUNDS", "SENDING",
        "BOUNCED", "COMPLAINED", "READ", "UNSUPPORTED_ATTACHMENT_TYPE", "EXCEEDS_SIZE_OF_ATTACHMENTS",
    ];

    private static readonly string[] Push = ["SENT", "SENDING"];

    private static readonly string[] DeliveryReport =
    [
        "QUEUE", "DEQUEUED", "INCOMPLETE", "SENT", "ENROUTE", "ACCEPTD", "DELIVRD", "CODE_NOT_ALLOWED", "BLACKLISTED",
        "SEGMENTS_EXCEEDED", "EXHAUSTED", "INVALID_ROUTING", "UNDELIV", "EXPIRED", "REJECTD", "DELETED", "UNKNOWN",
    ];

    /// <summary>The statuses that the platform documents for a kind of message; none for the other kinds.</summary>
    public static IReadOnlyList<string> Known(SmCallbackKind kind) => kind switch
    {
        SmCallbackKind.Sms => Sms,
        SmCallbackKind.Email => Email,
        SmCallbackKind.Push => Push,
        SmCallbackKind.DeliveryReport => DeliveryReport,
        _ => [],
    };

    /// <summary>What a status means; <see cref="SmMessageOutcome.Unknown"/> for none and for one that is not known here.</summary>
    public static SmMessageOutcome Outcome(string? status) =>
        status is null ? SmMessageOutcome.Unknown : Outcomes.GetValueOrDefault(status.Trim());
}
