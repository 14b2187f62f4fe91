namespace SalesManagoMobile.Callbacks;

/// <summary>A device was seen at a place, or crossed a fence. <see cref="SmCallback.Type"/> tells which: LOCATION, CHK_LOCATION, GEOFENCE or BEACONFENCE.</summary>
public sealed record SmLocationCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.Location;

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
