namespace SalesManagoMobile.Client;

/// <summary>A contact that was transferred, or was not: one per input, in input order.</summary>
public sealed record SmContact
{
    public string? Email { get; init; }
    public string? UserId { get; init; }
    public SmSendStatus Status { get; init; }
    public string? Message { get; init; }
    public string? ApplicationId { get; init; }
    public string? PushRegistrationId { get; init; }
    public string? System { get; init; }
    public string? SystemVersion { get; init; }
    public string? DeviceModel { get; init; }
    public string? Phone { get; init; }
    public string? Timezone { get; init; }
    public string? Locale { get; init; }

    /// <summary>The shard of the list that the input came from, or null; so results that pipe back in fit the journal of the shard.</summary>
    public string? Shard { get; init; }
    public int Attempts { get; init; }

    public TimeSpan Elapsed { get; init; }
    public DateTimeOffset At { get; init; }
}
