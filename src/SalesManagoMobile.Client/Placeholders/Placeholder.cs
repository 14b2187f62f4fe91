namespace SalesManagoMobile.Client;

/// <summary>A place in a text that the server fills: <c>${name:fallback}</c>, <c>${name}</c>, <c>${cst.name:fallback}</c>.</summary>
/// <param name="Name">The push property, or the contact detail without <c>cst.</c>.</param>
/// <param name="Fallback">What stands there when there is no value; null when none was given.</param>
/// <param name="IsContactDetail">Whether SALESmanago fills it from the contact, which only the server knows.</param>
/// <param name="Source">The placeholder as it was written.</param>
public sealed record Placeholder(string Name, string? Fallback, bool IsContactDetail, string Source);
