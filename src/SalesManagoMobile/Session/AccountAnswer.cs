using System.Diagnostics;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>What one host of an account answered to a harmless question.</summary>
/// <param name="Check">The answer, as it is shown.</param>
/// <param name="Failure">What went wrong, or null.</param>
internal sealed record AccountAnswer(SmAccountCheck Check, SmException? Failure)
{
    // Any job and any application will do: an answer that says "no such thing" still says that the credentials are right.
    private const long SomeJob = 1;
    private const string SomeApplication = "connection_test";

    /// <summary>Asks both hosts. One that the session has no credentials for is not asked.</summary>
    public static Task<AccountAnswer[]> AskAsync(SmSession session, CancellationToken cancellationToken)
    {
        SmClient client = session.Client;
        DateTimeOffset now = client.Options.TimeProvider.GetUtcNow();
        var api = new SmAccountCheck { Host = SmHost.Api, Endpoint = session.Endpoint, ClientId = session.ClientId, At = now };
        var mobile = new SmAccountCheck { Host = SmHost.Mobile, Endpoint = session.MobileEndpoint, ClientId = session.MobileClientId, At = now };
        return Task.WhenAll(
            AskAsync(api, () => client.ListPushesAsync(session.ApplicationId ?? SomeApplication, cancellationToken)),
            AskAsync(mobile, () => client.GetJobAsync(SomeJob, cancellationToken)));
    }

    private static async Task<AccountAnswer> AskAsync(SmAccountCheck check, Func<Task> ask)
    {
        if (check.Endpoint is null || check.ClientId is null)
        {
            string message = "The session has no credentials for this host.";
            return new AccountAnswer(check with { Status = SmAccountStatus.NotConfigured, Message = message }, null);
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            await ask().ConfigureAwait(false);
            return new AccountAnswer(check with { Status = SmAccountStatus.Ready, Elapsed = Stopwatch.GetElapsedTime(start) }, null);
        }
        catch (SmException failure)
        {
            SmAccountStatus status = StatusOf(failure.Kind);
            return new AccountAnswer(
                check with { Status = status, Message = failure.Message, Elapsed = Stopwatch.GetElapsedTime(start) },
                status == SmAccountStatus.Ready ? null : failure);
        }
    }

    private static SmAccountStatus StatusOf(SmFailureKind kind) => kind switch
    {
        SmFailureKind.Rejected or SmFailureKind.JobFailed => SmAccountStatus.Ready,
        SmFailureKind.Authentication => SmAccountStatus.Refused,
        SmFailureKind.ConnectionFailed or SmFailureKind.ConnectionLost or SmFailureKind.TimedOut => SmAccountStatus.Unreachable,
        _ => SmAccountStatus.Failing,
    };
}
