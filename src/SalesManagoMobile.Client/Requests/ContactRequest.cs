namespace SalesManagoMobile.Client;

/// <summary>One mobile user to transfer.</summary>
public sealed record ContactRequest
{
    public string? PushRegistrationId { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary><c>ANDROID</c> or <c>IOS</c>, in any case.</summary>
    public string? System { get; init; }
    public string? SystemVersion { get; init; }
    public string? DeviceModel { get; init; }
    public string? Email { get; init; }
    public string? Phone { get; init; }

    /// <summary>An IANA time zone name, for example <c>Europe/Madrid</c>.</summary>
    public string? Timezone { get; init; }

    /// <summary>Language and country: <c>es_ES</c>; <c>es-ES</c> is converted.</summary>
    public string? Locale { get; init; }

    /// <summary>The shard of the list that the input belongs to; one journal takes one shard. Null when the list is not divided.</summary>
    public string? Shard { get; init; }

    /// <summary>Why the recipient is left out, or null. Such a request is skipped in these words and never sent.</summary>
    public string? LeftOut { get; init; }
}
