namespace SalesManagoMobile.Tests.Support;

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, string Head, string Body);
