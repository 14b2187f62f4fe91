using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>What asking one host of an account brought.</summary>
public sealed record SmAccountCheck
{
    /// <summary>Which of the two hosts.</summary>
    public SmHost Host { get; init; }

    /// <summary>The host's address, or null when the session has none.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The client id that was tried.</summary>
    public string? ClientId { get; init; }
    public SmAccountStatus Status { get; init; }

    /// <summary>What the server or the network said; null when all is well.</summary>
    public string? Message { get; init; }

    /// <summary>How long the answer took.</summary>
    public TimeSpan Elapsed { get; init; }
    public DateTimeOffset At { get; init; }
}
