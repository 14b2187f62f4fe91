using System.Net;

namespace SalesManagoMobile.Client;

/// <summary>Whether and when a failed request is sent again. A pure function of what happened.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <summary>Nobody waits longer than this for one request; a server that asks for more is left alone.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <param name="attempt">The attempt that failed, 1 for the first.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="repeatable">Whether the server may see the same request twice.</param>
    /// <param name="options">How often to try again, and which sends are among them.</param>
    /// <param name="jitter">A random number from 0 up to 1.</param>
    /// <returns>How long to wait before the next attempt, or null to give up.</returns>
    public static TimeSpan? Next(int attempt, SmException failure, bool repeatable, SmClientOptions options, double jitter)
    {
        if (attempt > options.MaxRetry || !MayRepeat(failure, repeatable, options) || failure.RetryAfter > LongestWait)
        {
            return null;
        }

        double longest = Math.Min(FirstBackOff.TotalSeconds * Math.Pow(2, attempt - 1), LongestBackOff.TotalSeconds);
        var backOff = TimeSpan.FromSeconds(longest * jitter);

        // Jitter comes on top of what the server asked for: never earlier, and not all at the same moment.
        return failure.RetryAfter is { } asked ? asked + backOff : backOff;
    }

    private static bool MayRepeat(SmException failure, bool repeatable, SmClientOptions options) => failure.Kind switch
    {
        SmFailureKind.ConnectionFailed => true,
        SmFailureKind.Throttled => repeatable || options.RetryThrottledSends,
        SmFailureKind.ServerError when failure.StatusCode == HttpStatusCode.ServiceUnavailable =>
            repeatable || options.RetryUnavailableSends,
        SmFailureKind.ConnectionLost or SmFailureKind.TimedOut or SmFailureKind.ServerError => repeatable,
        _ => false,
    };
}
