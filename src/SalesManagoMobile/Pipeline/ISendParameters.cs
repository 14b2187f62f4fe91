using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>The parameters that commands share which send many requests. Their help is the same, their attributes are the command's.</summary>
internal interface ISendParameters
{
    /// <summary>Requests of this command in flight at once, 1 to 256; by default as many as the session gives.</summary>
    int ThrottleLimit { get; }

    /// <summary>Requests per second of this command; it can only lower the session's.</summary>
    double? MaxRequestsPerSecond { get; }

    /// <summary>
    /// Lists of people who are left out: text, CSV or journals, wildcards allowed. Whom a journal reached, or may have reached, is left out.
    /// </summary>
    string[]? ExcludePath { get; }

    /// <summary>
    /// A file that remembers what was sent. Run the same command again with the same journal, and only what is missing is sent.
    /// </summary>
    string? JournalPath { get; }

    /// <summary>
    /// The shard that Split-SmAudience put the row in, for example <c>0/4:spring</c>. A journal takes the rows of one shard alone.
    /// </summary>
    string? Shard { get; }

    /// <summary>Also sends what an earlier run left as unknown: some of it may then arrive twice.</summary>
    SwitchParameter ResendUnknown { get; }
}
