using System.Globalization;

namespace SalesManagoMobile.Callbacks;

/// <summary>A message that somebody sent in (an MO message).</summary>
public sealed record SmIncomingMessageCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.IncomingMessage;

    /// <inheritdoc/>
    public override string? Person => From;

    /// <inheritdoc/>
    public override string? Detail => Text;

    /// <summary>Who sent it.</summary>
    public string? From { get; init; }

    /// <summary>The number or name it was sent to.</summary>
    public string? To { get; init; }

    /// <summary>What it says.</summary>
    public string? Text { get; init; }

    /// <summary>The message's encoding, as the platform names it.</summary>
    public string? Encoding { get; init; }
}

/// <summary>Somebody answered in an application.</summary>
public sealed record SmUserResponseCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.UserResponse;

    /// <inheritdoc/>
    public override string? Person => From;

    /// <inheritdoc/>
    public override string? Detail => Text;

    /// <summary>The phone number or device id of who answered.</summary>
    public string? From { get; init; }

    /// <summary>The answer.</summary>
    public string? Text { get; init; }

    /// <summary>The application's name.</summary>
    public string? AppName { get; init; }

    /// <summary>The application's platform.</summary>
    public string? Platform { get; init; }
}

/// <summary>
/// A device was seen at a place, or crossed a fence. <see cref="SmCallback.Type"/> tells which: LOCATION, CHK_LOCATION, GEOFENCE or
/// BEACONFENCE.
/// </summary>
public sealed record SmLocationCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Location;

    /// <inheritdoc/>
    public override string? Person => PhoneNumber;

    /// <inheritdoc/>
    public override string? Event => Status;

    /// <inheritdoc/>
    public override string? Detail => Joined(
        Type, Latitude is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Latitude}, {Longitude}"), StatusDescription);

    /// <summary>The client's unique id at the platform.</summary>
    public string? ClientObjectId { get; init; }

    /// <summary>The object's unique id at the platform.</summary>
    public string? MessangiObjectId { get; init; }

    /// <summary>The status as it was sent; its values are not documented.</summary>
    public string? Status { get; init; }

    /// <summary>The device's id.</summary>
    public string? Device { get; init; }

    /// <summary>Degrees north, -90 to 90.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, -180 to 180.</summary>
    public double? Longitude { get; init; }

    /// <summary>Anything the platform adds.</summary>
    public string? StatusDescription { get; init; }

    /// <summary>The mobile number of the device's owner.</summary>
    public string? PhoneNumber { get; init; }
}

/// <summary>Somebody followed a link, as of a scratch card or a passbook.</summary>
public sealed record SmLinkVisitCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.LinkVisit;

    /// <inheritdoc/>
    public override string? Person => To;

    /// <inheritdoc/>
    public override string? Event => EventType;

    /// <inheritdoc/>
    public override string? Detail => Joined(RedirectType, ExternalId);

    /// <summary>The link's id.</summary>
    public string? Id { get; init; }

    /// <summary>The campaign's id: any text, possibly a number.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The id of what the link leads to, such as the scratch card's.</summary>
    public string? IdType { get; init; }

    /// <summary>Who followed it: a device, a phone number or an e-mail address.</summary>
    public string? To { get; init; }

    /// <summary>How often the link was followed, 0 or more.</summary>
    public long? Visits { get; init; }

    /// <summary>
    /// When it was followed. A date sent without an offset is in the client's time zone, which the platform does not tell: it
    /// keeps its wall clock here and has the offset zero.
    /// </summary>
    public DateTimeOffset? ClientDate { get; init; }

    /// <summary>
    /// Whether the link works only once. The platform calls it a limit for using the URL: a number stays in the raw fields, and this is
    /// null.
    /// </summary>
    public bool? OneTime { get; init; }

    /// <summary>The event's type.</summary>
    public string? EventType { get; init; }

    /// <summary>SCRATCHCARD or PASSBOOK.</summary>
    public string? RedirectType { get; init; }
}

/// <summary>Something happened in an application or a campaign: a push opened, a fence crossed, a scratch card scratched.</summary>
public sealed record SmInteractionCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Interaction;

    /// <inheritdoc/>
    public override string? Person => DeviceId;

    /// <inheritdoc/>
    public override string? Event => EventType;

    /// <inheritdoc/>
    public override string? Detail => Joined(CampaignName, ExtraInfo);

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
