namespace SalesManagoMobile.Callbacks;

/// <summary>A Facebook message. The platform documents no status for it.</summary>
public sealed record SmFacebookCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Facebook;

    /// <summary>The sender's Facebook id.</summary>
    public string? From { get; init; }

    /// <summary>The recipient.</summary>
    public string? To { get; init; }

    /// <summary>What the message says.</summary>
    public string? MessageBody { get; init; }

    /// <summary>The client's id at the platform.</summary>
    public string? ClientId { get; init; }

    /// <summary>The event's unique id at the platform.</summary>
    public string? MessangiId { get; init; }
}
