namespace SalesManagoMobile.Sandbox;

/// <summary>How the posting of callbacks went so far.</summary>
/// <param name="Posted">How many the receiver took, with a status from 200 to 299.</param>
/// <param name="Failed">How many it refused or could not be reached for. They are not repeated.</param>
/// <param name="LastFailure">Why the last of those failed.</param>
public sealed record SandboxCallbackCount(int Posted, int Failed, string? LastFailure);
