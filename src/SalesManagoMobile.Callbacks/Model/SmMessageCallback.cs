namespace SalesManagoMobile.Callbacks;

/// <summary>What became of a message, whatever carried it.</summary>
public abstract record SmMessageCallback : SmCallback
{
    /// <inheritdoc/>
    public override string? Person => To;

    /// <inheritdoc/>
    public override string? Event => Status;

    /// <inheritdoc/>
    public override string? Detail => MessageBody;

    /// <summary>The sender.</summary>
    public string? From { get; init; }

    /// <summary>The recipient.</summary>
    public string? To { get; init; }

    /// <summary>What the message says.</summary>
    public string? MessageBody { get; init; }

    /// <summary>The client's id at the platform.</summary>
    public string? ClientId { get; init; }

    /// <summary>The event's unique id at the platform.</summary>
    public string? MessangiId { get; init; }

    /// <summary>The status as it was sent: an open list, never validated. None is documented for Facebook.</summary>
    public string? Status { get; init; }

    /// <summary>What <see cref="Status"/> means.</summary>
    public SmMessageOutcome Outcome { get; init; }

    internal override (string? Id, string? Status) Identity => (MessangiId, Status);
}

/// <summary>What became of an SMS.</summary>
public sealed record SmSmsCallback : SmMessageCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Sms;
}

/// <summary>What became of a push notification.</summary>
public sealed record SmPushCallback : SmMessageCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Push;
}

/// <summary>What became of an e-mail.</summary>
public sealed record SmEmailCallback : SmMessageCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Email;
}

/// <summary>A Facebook message. The platform documents no status for it.</summary>
public sealed record SmFacebookCallback : SmMessageCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Facebook;

    /// <inheritdoc/>
    public override string? Person => From;
}

/// <summary>
/// What became of an SMS, as the platform's later interface reports it: a JSON object without a TYPE. Its statuses are other words
/// than those of <see cref="SmSmsCallback"/>.
/// </summary>
public sealed record SmDeliveryReportCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.DeliveryReport;

    /// <inheritdoc/>
    public override string? Person => To;

    /// <inheritdoc/>
    public override string? Event => Status;

    /// <inheritdoc/>
    public override string? Detail => Message;

    /// <summary>The message's id at the platform.</summary>
    public string? Id { get; init; }

    /// <summary>The id that the sending application gave to the message.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The sender.</summary>
    public string? From { get; init; }

    /// <summary>The recipient.</summary>
    public string? To { get; init; }

    /// <summary>What the message says.</summary>
    public string? Message { get; init; }

    /// <summary>The status as it was sent: an open list, never validated.</summary>
    public string? Status { get; init; }

    /// <summary>What <see cref="Status"/> means.</summary>
    public SmMessageOutcome Outcome { get; init; }

    /// <summary>When the message reached the status, UTC.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The report's own time, UTC.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The account that sent the message.</summary>
    public string? Username { get; init; }

    /// <summary>The callback that was registered with the message.</summary>
    public string? Callback { get; init; }

    internal override (string? Id, string? Status) Identity => (Id, Status);
}

/// <summary>What a message's status means. The status itself is an open list; this is our reading of the known ones.</summary>
public enum SmMessageOutcome
{
    /// <summary>No status, or one that is not known here.</summary>
    Unknown,

    /// <summary>Not final yet.</summary>
    Pending,

    /// <summary>It reached the device or the person.</summary>
    Delivered,

    /// <summary>It will not arrive.</summary>
    Failed,
}
