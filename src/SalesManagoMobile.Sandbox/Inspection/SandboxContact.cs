namespace SalesManagoMobile.Sandbox;

/// <summary>A contact of an emulated account.</summary>
/// <param name="ContactId">The identifier in SALESmanago.</param>
/// <param name="UserId">The identifier in SALESmanago Mobile, which exported files call <c>contactId</c>.</param>
/// <param name="Email">The e-mail address; null for a made-up recipient known by an identifier only.</param>
/// <param name="Phone">The phone number, if known.</param>
/// <param name="Tags">The tags.</param>
/// <param name="Devices">How many devices the contact has, over all applications.</param>
public sealed record SandboxContact(Guid ContactId, string UserId, string? Email, string? Phone, IReadOnlyList<string> Tags, int Devices);
