namespace SalesManagoMobile.Client;

/// <summary>A push notification that exists in the account.</summary>
public sealed record SmPush
{
    /// <summary>The push id: a UUID.</summary>
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Title { get; init; }
    public string? Content { get; init; }
    public string? ApplicationId { get; init; }
}
