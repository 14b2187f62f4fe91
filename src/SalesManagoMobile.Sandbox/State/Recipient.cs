namespace SalesManagoMobile.Sandbox;

/// <summary>Whom a request names.</summary>
internal readonly record struct Recipient(RecipientKind Kind, string Value);
