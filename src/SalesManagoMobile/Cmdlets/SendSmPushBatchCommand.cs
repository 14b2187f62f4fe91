using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Sends a push to many recipients with few requests. Recipients come from the command line or the pipeline and are packed into
/// requests of at most <see cref="BatchSize"/>. Emits one result per request.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "SmPushBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmBatchResult), typeof(SmBatchPlan))]
public sealed partial class SendSmPushBatchCommand : SmPushCmdlet, ISendParameters
{
    private BatchGroups? _groups;
    private BatchRequest? _request;
    private SendRun<BatchRequest, SmBatchResult>? _run;

    [Parameter(HelpMessage = "Recipients in one request, 1 to 100000")]
    [ValidateRange(1, 100_000)]
    public int BatchSize { get; set; } = 1000;

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

    [Parameter(HelpMessage = "The journal: a file that records each recipient")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? JournalPath { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The shard of the row, from Split-SmAudience")]
    public string? Shard { get; set; }

    [Parameter(HelpMessage = "Also sends what an earlier run with this journal left as Unknown")]
    public SwitchParameter ResendUnknown { get; set; }

    private protected override string Activity => "Sending batches";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Api);
        ReadTimes();
        RefuseTagsWithLists();
        _run = Own(new SendRun<BatchRequest, SmBatchResult>(
            this, this, Activity, sender => sender.StartBatches(), result => result.PushId ?? (object)result, batch => batch.Shard,
            WarnOfMissing));
        _groups = new BatchGroups(BatchSize, Send);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        RequireApplication(ApplicationId);
        RequireTimezones();
        RequireRecipientColumnOfPeople();
        try
        {
            if (ProblemOfRow() is { } empty)
            {
                throw new FormatException(empty);
            }

            (AddresseeType Type, string[] Values)[] piped = [.. Piped().Take(1)];
            if (piped.Length == 0 && !NamesRecipients && MyInvocation.ExpectingInput)
            {
                throw new FormatException(
                    $"The input names no recipient: it needs an Email, ContactId or UserId. {FirstRow.Describe(InputObject)}");
            }

            var request = new BatchRequest
            {
                Content = ReadContent(),
                ApplicationId = Application,
                Addressees = [],
                Properties = ReadProperties(),
                SendToAllDevices = ToAllDevices,
                Shard = Given.Trimmed(Shard),
            };
            try
            {
                request = WithTime(request);
            }
            catch (FormatException problem)
            {
                Addressee[] named = [.. from one in piped from value in one.Values select new Addressee(one.Type, value)];
                _run!.Send(request with { Problem = problem.Message, Addressees = named });
                return;
            }

            Begin(request, piped.Length > 0);
            foreach ((AddresseeType type, string[] values) in piped)
            {
                Add(type, values);
            }
        }
        catch (FormatException problem)
        {
            _run!.Report(new SmException(SmFailureKind.InvalidInput, problem.Message), InputObject);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _groups!.Flush();
        WritePlan();
        _run!.Complete();
    }

    /// <summary>
    /// Goes on with the request under way, or begins another when the input says something else. Recipients on the command line get each
    /// push that is piped in; rows of people with properties of their own are no such pushes.
    /// </summary>
    private void Begin(BatchRequest request, bool isPerson)
    {
        bool saysTheSame = _request is not null && BatchGroups.SaysTheSame(_request, request);
        if (saysTheSame && (!NamesRecipients || BatchGroups.GoesAtOnceWith(_request!, request)))
        {
            _request = request;
            return;
        }

        if (_request is not null && NamesRecipients && (isPerson || BatchGroups.IsSamePush(_request, request)))
        {
            throw new FormatException(
                "This input differs from the previous one, so the recipients on the command line would "
                    + "get the push twice. "
                + "Send to them in a separate command, or give -Properties for all.");
        }

        _groups!.Flush();
        _request = request;
        AddGiven(nameof(Email), AddresseeType.Email, Email);
        AddGiven(nameof(ContactId), AddresseeType.ContactId, ContactId);
        AddGiven(nameof(UserId), AddresseeType.UserId, UserId);
        AddGiven(nameof(Tag), AddresseeType.Tag, Tag);
        if (_groups.Count == 0 && !MyInvocation.ExpectingInput)
        {
            Refuse(
                "There are no recipients: give -Email, -ContactId, -UserId or -Tag, or pipe them in.", null);
        }
    }

    private void Send(BatchRequest request)
    {
        WarnOfTexts(request.Content, request.Properties);
        foreach (Addressee tag in request.Addressees.Where(addressee => addressee.Type == AddresseeType.Tag))
        {
            ActiveSession.Seen.Tag(tag.Value);
        }

        if (OnlyPlans)
        {
            AddToPlan(request);
            return;
        }

        string? leftOut = request.Addressees.Count == 0 ? request.LeftOut : null;
        string action = Describe(request.Content) + When(request);
        if (_run!.ShouldSend(request, WhomFor(request), action, journal => journal.Judge(request, ResendUnknown), leftOut))
        {
            _run.Send(request);
        }
    }
}
