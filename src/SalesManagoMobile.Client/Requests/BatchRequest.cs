namespace SalesManagoMobile.Client;

/// <summary>How a mass request names its recipients.</summary>
public enum AddresseeType
{
    Email,
    ContactId,
    Tag,
    UserId,
}

/// <summary>One recipient, or one tag, of a mass request.</summary>
public readonly record struct Addressee(AddresseeType Type, string Value);

/// <summary>One push to many recipients in one request.</summary>
public sealed record BatchRequest
{
    public required PushContent Content { get; init; }
    public string? ApplicationId { get; init; }
    public required IReadOnlyList<Addressee> Addressees { get; init; }

    /// <summary>When to send; null sends at once, which the request says with this machine's time.</summary>
    public DateTimeOffset? ScheduleAt { get; init; }

    /// <summary>The IANA name of the time zone that <see cref="ScheduleAt"/> was computed for, or null.</summary>
    public string? Timezone { get; init; }
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
    public bool? SendToAllDevices { get; init; }

    /// <summary>The shard of the list that the input belongs to; one journal takes one shard. Null when the list is not divided.</summary>
    public string? Shard { get; init; }

    /// <summary>Recipients of the input who are left out. When nobody else is named, the request is skipped.</summary>
    public IReadOnlyList<Addressee> Excluded { get; init; } = [];

    /// <summary>Why <see cref="Excluded"/> are left out.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Why the input cannot become a request, or null. Such a request is refused in these words and never sent.</summary>
    public string? Problem { get; init; }
}
