using System.Diagnostics;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Asks each host something harmless: the server of your account for the pushes of an application, the mobile host for the status of a job.
/// Emits one check per host and no errors: the check says what is wrong.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SmAccount")]
[OutputType(typeof(SmAccountCheck))]
public sealed class TestSmAccountCommand : SmSessionCmdlet
{
    // Any job and any application will do: an answer that says "no such thing" still says that the credentials are right.
    private const long SomeJob = 1;
    private const string SomeApplication = "connection_test";

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        SmClientOptions options = Client.Options;
        SmAccountCheck[] checks = Await(token => Task.WhenAll(
            CheckAsync(
                new SmAccountCheck { Host = SmHost.Api, Endpoint = options.Endpoint, ClientId = options.Credential?.ClientId },
                () => Client.ListPushesAsync(ActiveSession.ApplicationId ?? SomeApplication, token)),
            CheckAsync(
                new SmAccountCheck
                {
                    Host = SmHost.Mobile,
                    Endpoint = options.MobileEndpoint,
                    ClientId = options.MobileCredential?.ClientId,
                },
                () => Client.GetJobAsync(SomeJob, token))));
        WriteObject(checks, enumerateCollection: true);
    }

    private async Task<SmAccountCheck> CheckAsync(SmAccountCheck check, Func<Task> ask)
    {
        check = check with { At = Client.Options.TimeProvider.GetUtcNow() };
        if (check.Endpoint is null || check.ClientId is null)
        {
            return check with { Status = SmAccountStatus.NotConfigured, Message = "The session has no credentials for this host." };
        }

        long start = Stopwatch.GetTimestamp();
        try
        {
            await ask().ConfigureAwait(false);
            return check with { Status = SmAccountStatus.Ready, Elapsed = Stopwatch.GetElapsedTime(start) };
        }
        catch (SmException failure)
        {
            return check with { Status = StatusOf(failure.Kind), Message = failure.Message, Elapsed = Stopwatch.GetElapsedTime(start) };
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
