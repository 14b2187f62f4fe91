using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Sends a push to each recipient, one request per input. Emits one result per input, in input order; a failure also writes a
/// non-terminating error, and the run goes on.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "SmPush", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmSendResult))]
public sealed class SendSmPushCommand : SmSinglePushCmdlet
{
    // Rows with texts of their own may each have something to warn of: the first few show what is wrong.
    private const int MostTextsWarnedOf = 5;

    private OrderedRun<PushRequest, SmSendResult>? _run;
    private PushContent? _warnedOf;
    private int _textsWarnedOf;

    private protected override string Activity => "Sending pushes";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Api);
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => Run(() =>
    {
        RequireApplication(ApplicationId);
        try
        {
            PushRequest request = ReadRequest();
            string recipient = request.Email ?? request.ContactId ?? request.UserId ?? "nobody";
            if (ShouldSend(recipient, Describe(request.Content), journal => journal.Judge(request, ResendUnknown)))
            {
                WarnOfTexts(request);
                _run ??= StartRun<PushRequest, SmSendResult>((sender, requests, token) => sender.SendPushesAsync(requests, token), Target);
                _run.Feed(request);
            }
        }
        catch (FormatException problem)
        {
            BulkOutcome<SmSendResult> refused = Refused(problem.Message);
            Refuse(_run, refused, Target(refused.Result));
        }
    });

    /// <summary>Warns of texts that may not look as meant: for the first input that has them, not for each of thousands.</summary>
    private void WarnOfTexts(PushRequest request)
    {
        if (request.Content is CustomPush && request.Content != _warnedOf && _textsWarnedOf < MostTextsWarnedOf)
        {
            _warnedOf = request.Content;
            if (PushChecker.Check(request).Warnings is { } warnings)
            {
                _textsWarnedOf++;
                WarnOnce(warnings);
            }
        }
    }

    private static object Target(SmSendResult result) => result.Email ?? result.ContactId ?? result.UserId ?? (object)result;

    private BulkOutcome<SmSendResult> Refused(string problem)
    {
        (string? email, string? contactId, string? userId) = Recipient();
        var result = new SmSendResult
        {
            Email = email,
            ContactId = contactId,
            UserId = userId,
            PushId = Given.Text(PushId),
            ApplicationId = Application,
            Status = SmSendStatus.Failed,
            Message = problem,
            At = Client.Options.TimeProvider.GetUtcNow(),
        };
        return new BulkOutcome<SmSendResult>(result, new SmException(SmFailureKind.InvalidInput, problem));
    }
}
