namespace SalesManagoMobile.Sandbox;

/// <summary>How a request names people.</summary>
internal enum RecipientKind
{
    Email,
    ContactId,
    UserId,
    Tag,
}
