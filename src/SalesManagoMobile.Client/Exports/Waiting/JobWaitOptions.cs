namespace SalesManagoMobile.Client;

/// <summary>How jobs are waited for.</summary>
public sealed record JobWaitOptions
{
    /// <summary>How long after an answer the same job is asked about again. Documented recommendation: 60 s, the default. At least 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long all jobs are waited for. Each is asked about at least once, also when this is zero. Default 1 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The largest number of questions on their way at a time. Default 8.</summary>
    public int MaxConcurrency { get; init; } = 8;
}
