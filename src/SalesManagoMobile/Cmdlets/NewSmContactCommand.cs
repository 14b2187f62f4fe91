using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Transfers mobile users to SALESmanago Mobile, one request per input. Emits one contact per input, in input order.</summary>
[Cmdlet(VerbsCommon.New, "SmContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SmContact))]
public sealed class NewSmContactCommand : SmSessionCmdlet, ISendParameters
{
    private FirstRow? _firstRow;
    private SendRun<ContactRequest, SmContact>? _run;

    /// <summary>The user's e-mail address, at most 254 characters.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The user's e-mail address")]
    public string? Email { get; set; }

    /// <summary>The device's FCM or APNs token, at most 512 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The FCM token (Android) or APNs token (iOS)")]
    [Alias("Token")]
    public string? PushRegistrationId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The device's operating system")]
    [Alias("Platform")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? System { get; set; }

    /// <summary>The application's simple id; by default the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The application's simple id, at most 255 characters")]
    [Alias("ApplicationSimpleId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? ApplicationId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The operating system's version, at most 255 characters")]
    public string? SystemVersion { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Brand or model of the device, at most 255 characters")]
    public string? DeviceModel { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The user's phone number, at most 255 characters")]
    public string? Phone { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The user's time zone by its IANA name, for example Europe/Madrid")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? Timezone { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Language and country, for example es_ES")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? Locale { get; set; }

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

    [Parameter(ValueFromPipeline = true, HelpMessage = "A row or object with the fields of the contact")]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => "Transferring contacts";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _firstRow = new FirstRow(this);
        _firstRow.KeepScriptBlocks();
        Require(SmHost.Mobile);
        _run = Own(new SendRun<ContactRequest, SmContact>(
            this, this, Activity, sender => sender.StartContacts(), contact => contact.Email ?? (object)contact,
            request => request.Shard));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        RequireApplication(ApplicationId);
        _firstRow!.Require(InputObject, [nameof(Email)], [nameof(PushRegistrationId)], [nameof(System)]);

        // A script block may leave an optional field empty, but one that names no column of the file is a mistake for all of it.
        _ = _firstRow.EmptyScriptBlock(InputObject);
        var request = new ContactRequest
        {
            Email = Given.Trimmed(Email),
            PushRegistrationId = Given.Trimmed(PushRegistrationId),
            System = Given.Trimmed(System),
            ApplicationId = ApplicationOrDefault(Given.Trimmed(ApplicationId)),
            SystemVersion = Given.Trimmed(SystemVersion),
            DeviceModel = Given.Trimmed(DeviceModel),
            Phone = Given.Trimmed(Phone),
            Timezone = Given.Trimmed(Timezone) is { } zone ? TimeZoneNames.Canonical(zone) : null,
            Locale = Given.Trimmed(Locale),
            Shard = Given.Trimmed(Shard),
        };
        if (request.Timezone is { } named && TimeZoneNames.HasIanaForm(named) && !TimeZoneNames.IsKnown(named))
        {
            WarnOnce($"-Timezone '{named}' is not a time zone that this module or this machine knows. It is sent as it is.");
        }

        if (request.Email is { } email)
        {
            request = request with { LeftOut = Exclusions.Reason(_run!.Exclusions.ListOf(new Addressee(AddresseeType.Email, email))) };
        }

        string whom = request.Email ?? "no e-mail address";
        if (_run!.ShouldSend(request, whom, "Transfer contact", journal => journal.Judge(request, ResendUnknown), request.LeftOut))
        {
            _run.Send(request, PassThruColumns ? InputObject : null);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => _run!.Complete();
}
