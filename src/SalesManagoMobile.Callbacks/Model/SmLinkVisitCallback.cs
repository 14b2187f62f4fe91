namespace SalesManagoMobile.Callbacks;

/// <summary>Somebody followed a link, as of a scratch card or a passbook.</summary>
public sealed record SmLinkVisitCallback : SmCallback
{
    /// <inheritdoc/>
    public override SmCallbackKind Kind => SmCallbackKind.LinkVisit;

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

    /// <summary>Whether the link works only once. The platform calls it a limit for using the URL: a number stays in the raw fields, and this is null.</summary>
    public bool? OneTime { get; init; }

    /// <summary>The event's type.</summary>
    public string? EventType { get; init; }

    /// <summary>SCRATCHCARD or PASSBOOK.</summary>
    public string? RedirectType { get; init; }
}
