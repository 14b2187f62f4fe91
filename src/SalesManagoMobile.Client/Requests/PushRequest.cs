namespace SalesManagoMobile.Client;

/// <summary>One push to one recipient.</summary>
public sealed record PushRequest
{
    public required PushContent Content { get; init; }
    public string? ApplicationId { get; init; }

    /// <summary>Exactly one of e-mail, contact id and user id.</summary>
    public string? Email { get; init; }
    public string? ContactId { get; init; }
    public string? UserId { get; init; }
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>Null leaves the field out, and the choice to the server.</summary>
    public bool? SendToAllDevices { get; init; }

    /// <summary>The shard of the list that the input belongs to; one journal takes one shard. Null when the list is not divided.</summary>
    public string? Shard { get; init; }

    /// <summary>Why the recipient is left out, or null. Such a request is skipped in these words and never sent.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Why the input cannot become a request, or null. Such a request is refused in these words and never sent.</summary>
    public string? Problem { get; init; }
}
