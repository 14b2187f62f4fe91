namespace SalesManagoMobile.Sandbox;

/// <summary>A request as it came.</summary>
/// <param name="Path">The path it asked for.</param>
/// <param name="Body">Its body as text, credentials included.</param>
public sealed record SandboxRecordedRequest(string Path, string Body);
