namespace SalesManagoMobile.Callbacks;

/// <summary>Something happened in an application or a campaign: a push opened, a fence crossed, a scratch card scratched.</summary>
public sealed record SmInteractionCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Interaction;

    /// <summary>The device's id as Android or iOS gives it; the platform's own id for what happened outside an application.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The mobile number or other token, hashed with SHA-256.</summary>
    public string? Origin { get; init; }

    /// <summary>The client's id at the platform.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's name.</summary>
    public string? ClientName { get; init; }

    /// <summary>
    /// When it was received, in the client's time zone. A date sent without an offset keeps its wall clock here and has the
    /// offset zero; <see cref="UtcWhen"/> is the one to compare.
    /// </summary>
    public DateTimeOffset? ClientDate { get; init; }

    /// <summary>The event's type, such as OPEN. The same type can come from several applications.</summary>
    public string? EventType { get; init; }

    /// <summary>The application that made the event, such as SCRATCHCARD or MOBILE_SDK.</summary>
    public string? App { get; init; }

    /// <summary>Android or iOS for an application; the user agent for the web.</summary>
    public string? Platform { get; init; }

    /// <summary>The IP address the event came from.</summary>
    public string? Address { get; init; }

    /// <summary>The country's code.</summary>
    public string? Country { get; init; }

    /// <summary>Anything the platform adds: a push's subject, a scratch card's campaign.</summary>
    public string? ExtraInfo { get; init; }

    /// <summary>The campaign's name.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The application's version.</summary>
    public string? Version { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset? UtcWhen { get; init; }

    /// <summary>Where it happened, as it was sent.</summary>
    public string? Location { get; init; }

    /// <summary>Degrees north when <see cref="Location"/> is "latitude,longitude"; else null.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east when <see cref="Location"/> is "latitude,longitude"; else null.</summary>
    public double? Longitude { get; init; }
}
