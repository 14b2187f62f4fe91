namespace SalesManagoMobile.Sandbox;

/// <summary>One row of an exported file.</summary>
internal readonly record struct ExportRow(Contact Contact, string Name, string Platform, long SentAt, Reaction Reaction);
