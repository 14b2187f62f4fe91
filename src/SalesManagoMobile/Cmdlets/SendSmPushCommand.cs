using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Sends a push to each recipient, one request per input. Emits one result per input, in input order; a failure also writes a
/// non-terminating error, and the run goes on.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "SmPush", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmSendResult))]
public sealed class SendSmPushCommand : SmSinglePushCmdlet, ISendParameters
{
    private SendRun<PushRequest, SmSendResult>? _run;

    [Parameter(HelpMessage = "Requests in flight at once, 1 to 256")]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    [Parameter(HelpMessage = "Requests per second for the whole command")]
    [ValidateRange(0.001, 100_000)]
    public double? MaxRequestsPerSecond { get; set; }

    [Parameter(HelpMessage = "Lists of people to exclude: text, CSV or journals")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? ExcludePath { get; set; }

    [Parameter(HelpMessage = "The journal: a file that records what was sent")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? JournalPath { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The shard of the row, from Split-SmAudience")]
    public string? Shard { get; set; }

    [Parameter(HelpMessage = "Also sends what an earlier run with this journal left as Unknown")]
    public SwitchParameter ResendUnknown { get; set; }

    /// <summary>
    /// Keeps the columns of the input row in the result; one that has the name of a property of the result becomes <c>Input…</c>.
    /// </summary>
    [Parameter(HelpMessage = "Keeps the columns of the input row in its result")]
    public SwitchParameter PassThruColumns { get; set; }

    private protected override string Activity => "Sending pushes";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Api);
        _run = Own(new SendRun<PushRequest, SmSendResult>(
            this, this, Activity, sender => sender.StartPushes(),
            result => result.Email ?? result.ContactId ?? result.UserId ?? (object)result,
            request => request.Shard));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        RequireApplication(ApplicationId);
        PushRequest request = ReadRequest() with { Shard = Given.Trimmed(Shard) };
        if (request.Problem is null)
        {
            request = LeaveOut(request);
        }

        string recipient = request.Email ?? request.ContactId ?? request.UserId ?? "nobody";
        if (request.Problem is null
            && !_run!.ShouldSend(
                request, recipient, Describe(request.Content), journal => journal.Judge(request, ResendUnknown), request.LeftOut))
        {
            return;
        }

        if (request.LeftOut is null)
        {
            WarnOfTexts(request.Content, request.Properties, PropertyName);
        }

        _run!.Send(request, PassThruColumns ? InputObject : null);
    }

    /// <inheritdoc />
    protected override void EndProcessing() => _run!.Complete();

    /// <summary>A list may name the person by another id than the one that the push is sent to.</summary>
    private PushRequest LeaveOut(PushRequest request)
    {
        try
        {
            return request with { LeftOut = Exclusions.Reason(_run!.Exclusions.ListOf(Person())) };
        }
        catch (FormatException e)
        {
            return request with { Problem = e.Message };
        }
    }
}
