namespace SalesManagoMobile.Client;

/// <summary>How far the waiting is.</summary>
/// <param name="Jobs">How many jobs are waited for in all.</param>
/// <param name="Ended">How many of them have ended, well or not.</param>
/// <param name="Elapsed">Since the waiting began.</param>
/// <param name="NextAsk">When a job is asked about next, or null while a question is on its way.</param>
public readonly record struct JobWaitProgress(int Jobs, int Ended, TimeSpan Elapsed, DateTimeOffset? NextAsk);
