using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>What cmdlets that send many requests are told about the run; their parameters.</summary>
internal interface ISendParameters
{
    /// <summary>Requests of the command in flight at once; 0 takes as many as the session gives.</summary>
    int ThrottleLimit { get; }

    /// <summary>Requests per second; it can only lower the session's.</summary>
    double? MaxRequestsPerSecond { get; }

    /// <summary>The path of the journal, or null.</summary>
    string? JournalPath { get; }

    /// <summary>Whether what an earlier run left as unknown is sent again.</summary>
    SwitchParameter ResendUnknown { get; }
}
