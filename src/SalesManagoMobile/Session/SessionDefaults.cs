namespace SalesManagoMobile;

/// <summary>What a session lends to cmdlets that are not told otherwise.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="ThrottleLimit">Requests in flight at once.</param>
/// <param name="MaxRequestsPerSecond">Requests per second of one command; null does not pace.</param>
internal sealed record SessionDefaults(string? ApplicationId, int ThrottleLimit, double? MaxRequestsPerSecond);
