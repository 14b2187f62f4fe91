namespace SalesManagoMobile.Client;

/// <summary>What became of a job that was waited for.</summary>
/// <param name="Job">The job as last seen; <see cref="SmJobStatus.Done"/> when <paramref name="Failure"/> is null.</param>
/// <param name="Failure">
/// <see cref="SmFailureKind.JobFailed"/> when the server said so, <see cref="SmFailureKind.JobNotReady"/> when the time was over,
/// or why the job could not be asked about at all.
/// </param>
public sealed record JobOutcome(SmJob Job, SmException? Failure);
