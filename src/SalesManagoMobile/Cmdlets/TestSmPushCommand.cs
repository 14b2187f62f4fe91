using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Checks a push without sending it: limits, size, placeholders, and how the texts would read. Takes the parameters of Send-SmPush, so
/// that changing the verb of a command line is enough. With a session, the texts of an existing push are read from the account.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SmPush")]
[OutputType(typeof(SmPushCheck))]
public sealed class TestSmPushCommand : SmSinglePushCmdlet
{
    private readonly Dictionary<string, IReadOnlyList<SmPush>> _lists = new(StringComparer.Ordinal);

    private protected override string Activity => "Checking pushes";

    private protected override bool NeedsSession => false;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        PushRequest request = ReadRequest();
        if (request.Problem is { } problem)
        {
            WriteFailure(new SmException(SmFailureKind.InvalidInput, problem), InputObject);
        }
        else
        {
            WriteObject(Check(request, Known(request), PropertyName));
        }
    }

    /// <summary>The existing push as the account lists it, if it can be asked.</summary>
    private SmPush? Known(PushRequest request)
    {
        if (request.Content is not ExistingPush push
            || request.ApplicationId is not { } application
            || SessionOrNull?.HasCredentialsFor(SmHost.Api) != true)
        {
            return null;
        }

        if (!_lists.TryGetValue(application, out IReadOnlyList<SmPush>? pushes))
        {
            pushes = [];
            Try(application, () => pushes = Await(token => Client.ListPushesAsync(application, token)));
            _lists[application] = pushes;
        }

        SmPush? known = pushes.FirstOrDefault(candidate => string.Equals(candidate.Id, push.PushId, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            WarnOnce($"Application '{application}' has no push with the id '{push.PushId}', so its texts were not checked.");
        }

        return known;
    }
}
