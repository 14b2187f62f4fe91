namespace SalesManagoMobile.Callbacks;

/// <summary>What became of a push notification.</summary>
public sealed record SmPushCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Push;

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

    /// <summary>The status as it was sent: an open list, never validated.</summary>
    public string? Status { get; init; }

    /// <summary>What <see cref="Status"/> means.</summary>
    public SmMessageOutcome Outcome { get; init; }
}
