using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Sends a push to many recipients with few requests. Recipients come from the command line or the pipeline and are packed into
/// requests of at most <see cref="BatchSize"/>. Emits one result per request.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "SmPushBatch", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmBatchResult))]
public sealed class SendSmPushBatchCommand : SmPushCmdlet, ISendParameters
{
    private readonly List<Addressee> _addressees = [];
    private readonly HashSet<(AddresseeType Type, string Value)> _known = [];
    private BatchRequest? _request;
    private SendRun<BatchRequest, SmBatchResult>? _run;

    /// <summary>Recipients by e-mail address. A recipient is sent to once per request, however often it is named.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "Recipients by e-mail address")]
    public string[]? Email { get; set; }

    /// <summary>Recipients by contact id, a UUID. Of a piped object it counts only when the object has no e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Recipients by contact id, a UUID")]
    public string[]? ContactId { get; set; }

    /// <summary>
    /// Recipients by user id. Of a piped object it counts only when the object has neither e-mail address nor contact id.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Recipients by user id")]
    public string[]? UserId { get; set; }

    /// <summary>
    /// Everybody with one of these tags. Never taken from a piped object: a column of that name would reach far too many.
    /// </summary>
    [Parameter(HelpMessage = "Everybody with one of these tags in SALESmanago")]
    [ArgumentCompleter(typeof(TagCompleter))]
    public string[]? Tag { get; set; }

    /// <summary>When to send; without it at once.</summary>
    [Parameter(HelpMessage = "When SALESmanago sends it")]
    [DateTimeOffsetTransformation]
    public DateTimeOffset? ScheduleAt { get; set; }

    /// <summary>Recipients per request, 1 to 100000.</summary>
    [Parameter(HelpMessage = "Recipients in one request, 1 to 100000")]
    [ValidateRange(1, 100_000)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>Requests in flight at once, 1 to 256; by default the session's.</summary>
    [Parameter(HelpMessage = "Requests in flight at once, 1 to 256")]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <summary>Requests per second; by default the session's.</summary>
    [Parameter(HelpMessage = "Requests per second for the whole command")]
    [ValidateRange(0.001, 100_000)]
    public double? MaxRequestsPerSecond { get; set; }

    /// <summary>
    /// A file that remembers what was sent. Run the same command again with the same journal, and only what is missing is sent.
    /// </summary>
    [Parameter(HelpMessage = "A file that remembers each recipient that was sent to")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? JournalPath { get; set; }

    /// <summary>Also sends what an earlier run left as unknown: some of it may then arrive twice.</summary>
    [Parameter(HelpMessage = "Also sends what an earlier run with this journal left as Unknown")]
    public SwitchParameter ResendUnknown { get; set; }

    private protected override string Activity => "Sending batches";

    private bool NamesRecipients => IsGiven(nameof(Email)) || IsGiven(nameof(ContactId)) || IsGiven(nameof(UserId)) || IsGiven(nameof(Tag));

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Api);
        _run = new(this, this, Activity, sender => sender.StartBatches(), result => result.PushId ?? (object)result);
        if (ScheduleAt < Client.Options.TimeProvider.GetUtcNow())
        {
            WriteWarning($"-ScheduleAt {ScheduleAt.Value.ToLocalTime():g} is in the past: the server sends at once.");
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        RequireApplication(ApplicationId);
        RequireRecipientColumnOfPeople();
        try
        {
            if (ProblemOfRow() is { } empty)
            {
                throw new FormatException(empty);
            }

            (AddresseeType Type, string[] Values)? piped = Piped();
            if (piped is null && !NamesRecipients && MyInvocation.ExpectingInput)
            {
                throw new FormatException(
                    $"The input names no recipient: it needs an Email, ContactId or UserId. {FirstRow.Describe(InputObject)}");
            }

            Begin(new BatchRequest
            {
                Content = ReadContent(),
                ApplicationId = Application,
                Addressees = [],
                ScheduleAt = ScheduleAt,
                Properties = ReadProperties(),
                SendToAllDevices = ToAllDevices,
            }, piped is not null);
            Add(piped?.Type ?? default, piped?.Values);
        }
        catch (FormatException problem)
        {
            _run!.Report(new SmException(SmFailureKind.InvalidInput, problem.Message), InputObject);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        Flush();
        _run!.Complete();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Goes on with the request under way, or begins another when the input says something else. Recipients on the command line get each
    /// push that is piped in; rows of people with properties of their own are no such pushes.
    /// </summary>
    private void Begin(BatchRequest request, bool isPerson)
    {
        if (_request is not null && SaysTheSame(_request, request))
        {
            return;
        }

        if (_request is not null && NamesRecipients && (isPerson || IsSamePush(_request, request)))
        {
            throw new FormatException(
                "The input says something else than the one before, and the recipients on the command line would "
                    + "get the push again for it. "
                + "Send to them by a command of its own, or give -Properties for all.");
        }

        Flush();
        _request = request;
        AddGiven(nameof(Email), AddresseeType.Email, Email);
        AddGiven(nameof(ContactId), AddresseeType.ContactId, ContactId);
        AddGiven(nameof(UserId), AddresseeType.UserId, UserId);
        AddGiven(nameof(Tag), AddresseeType.Tag, Tag);
        if (_addressees.Count == 0 && !MyInvocation.ExpectingInput)
        {
            ThrowTerminatingError(ErrorTable.InvalidParameter.For(
                "There are no recipients: give -Email, -ContactId, -UserId or -Tag, or pipe them in.", null));
        }
    }

    /// <summary>Rows that name nobody are pushes when the recipients stand on the command line.</summary>
    private void RequireRecipientColumnOfPeople()
    {
        if (!NamesRecipients)
        {
            RequireRecipientColumn();
        }
    }

    private void AddGiven(string parameter, AddresseeType type, string[]? values)
    {
        if (IsGiven(parameter))
        {
            Add(type, values);
        }
    }

    /// <summary>The recipients that the piped object names, or null.</summary>
    private (AddresseeType Type, string[] Values)? Piped()
    {
        if (!IsGiven(nameof(Email)) && (Texts(Email) ?? Texts(InputObject?.BaseObject as string)) is { } emails)
        {
            return (AddresseeType.Email, emails);
        }

        if (!IsGiven(nameof(ContactId)) && Texts(ContactId) is { } contactIds)
        {
            return (AddresseeType.ContactId, contactIds);
        }

        return !IsGiven(nameof(UserId)) && Texts(UserId) is { } userIds ? (AddresseeType.UserId, userIds) : null;
    }

    private void Add(AddresseeType type, string[]? values)
    {
        foreach (string value in values ?? [])
        {
            if (Given.Text(value) is not { } text)
            {
                continue;
            }

            var addressee = new Addressee(type, text);
            if (AddresseePacker.Check(addressee) is { } problem)
            {
                // One bad address must not cost the others their push.
                _run!.Report(new SmException(SmFailureKind.InvalidInput, problem), text);
            }
            else if (_known.Add((type, type is AddresseeType.Email or AddresseeType.ContactId ? text.ToUpperInvariant() : text)))
            {
                _addressees.Add(addressee);
            }

            if (_addressees.Count == BatchSize)
            {
                Flush();
            }
        }
    }

    /// <summary>Sends what was gathered as one request.</summary>
    private void Flush()
    {
        if (_request is null || _addressees.Count == 0)
        {
            return;
        }

        BatchRequest request = _request with { Addressees = [.. _addressees] };
        _addressees.Clear();
        _known.Clear();
        foreach (Addressee tag in request.Addressees.Where(addressee => addressee.Type == AddresseeType.Tag))
        {
            ActiveSession.Seen.Tag(tag.Value);
        }

        if (_run!.ShouldSend(WhomFor(request), Describe(request.Content), journal => journal.Judge(request, ResendUnknown)))
        {
            _run.Send(request);
        }
    }

    /// <summary>Whom the request would be sent to: not those that the journal leaves out, unless it leaves out all.</summary>
    private string WhomFor(BatchRequest request)
    {
        if (_run!.PeekedJournal?.JudgeEach(request, ResendUnknown) is not { } verdicts || !verdicts.Contains(JournalVerdict.Send))
        {
            return Describe(request.Addressees);
        }

        Addressee[] left = request.Addressees.Where((_, i) => verdicts[i] == JournalVerdict.Send).ToArray();
        int known = verdicts.Count - left.Length;
        return known == 0 ? Describe(left) : $"{Describe(left)} (without {known} that the journal knows)";
    }

    private static string[]? Texts(params string?[]? values) =>
        values?.Select(Given.Text).OfType<string>().ToArray() is { Length: > 0 } texts ? texts : null;

    private static string Describe(IReadOnlyList<Addressee> addressees)
    {
        string[] tags = addressees.Where(addressee => addressee.Type == AddresseeType.Tag).Select(addressee => addressee.Value).ToArray();
        int people = addressees.Count - tags.Length;
        return (people, tags.Length) switch
        {
            (1, 0) => addressees[0].Value,
            ( > 0, 0) => $"{people} recipients",
            (0, _) => $"everybody tagged {string.Join(", ", tags)}",
            _ => $"{people} recipients and everybody tagged {string.Join(", ", tags)}",
        };
    }

    private static bool IsSamePush(BatchRequest one, BatchRequest other) =>
        one.Content == other.Content && one.ApplicationId == other.ApplicationId;

    private static bool SaysTheSame(BatchRequest one, BatchRequest other) =>
        IsSamePush(one, other) && one.SendToAllDevices == other.SendToAllDevices
        && (ReferenceEquals(one.Properties, other.Properties)
            || (one.Properties is { } a
                && other.Properties is { } b
                && a.Count == b.Count
                && a.All(pair => b.TryGetValue(pair.Key, out string? value) && value == pair.Value)));
}
