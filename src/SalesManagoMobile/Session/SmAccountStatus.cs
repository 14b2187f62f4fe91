namespace SalesManagoMobile;

/// <summary>How one host of an account answered.</summary>
public enum SmAccountStatus
{
    /// <summary>The host answered and accepted the credentials.</summary>
    Ready,

    /// <summary>The session has no credentials or no address for the host; nothing was asked.</summary>
    NotConfigured,

    /// <summary>The host answered that the credentials are wrong.</summary>
    Refused,

    /// <summary>No connection, or no answer in time.</summary>
    Unreachable,

    /// <summary>The host answered something else than it should.</summary>
    Failing,
}
