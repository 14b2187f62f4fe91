using System.Collections;
using System.Management.Automation;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile;

/// <summary>
/// Posts callbacks to a URL, to try one's own receiver or to replay what was received: made-up ones of every documented
/// shape, those of a spool as they came, or callbacks from the pipeline.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "SmCallback", SupportsShouldProcess = true, DefaultParameterSetName = "MadeUp")]
[OutputType(typeof(SmCallbackDelivery))]
public sealed class SendSmCallbackCommand : SmCmdlet
{
    private CallbackSender? _sender;
    private RepeatedErrors? _errors;
    private OrderedOutput<SmCallbackDelivery>? _output;

    /// <summary>Where to post: the receiver's URL with its token.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Where to post")]
    public Uri Uri { get; set; } = null!;

    /// <summary>The shapes to make up, in turn; all ten by default.</summary>
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "The kinds of callbacks to generate, in turn")]
    [Alias("Type")]
    public SmCallbackKind[] Kind { get; set; } = [.. CallbackMaker.Kinds];

    /// <summary>How many to make up in all; one of each shape by default.</summary>
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "How many callbacks to generate")]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>The status that the made-up messages report; a random documented one by default.</summary>
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "The status of the generated messages")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? Status { get; set; }

    /// <summary>Fields to set in each made-up callback, by their names on the wire; $null leaves a field out.</summary>
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "Fields to set in each generated callback")]
    public Hashtable Field { get; set; } = [];

    /// <summary>How the body is written. A delivery report is always JSON.</summary>
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "The encoding of the body")]
    public CallbackEncoding Encoding { get; set; }

    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "Generates the same callbacks again, except for their times")]
    public int? Seed { get; set; }

    /// <summary>Spools whose callbacks to post again, byte for byte; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Spool", HelpMessage = "Spools whose callbacks to post again, byte for byte")]
    [SupportsWildcards]
    public string[] SpoolPath { get; set; } = [];

    [Parameter(ParameterSetName = "Spool", HelpMessage = "How many times to post everything")]
    [Parameter(ParameterSetName = "MadeUp", HelpMessage = "How many times to post everything")]
    [ValidateRange(1, int.MaxValue)]
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// Callbacks of Receive-SmCallback or ConvertFrom-SmCallback to post again: an unknown one with its body, any other as a form.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Object", ValueFromPipeline = true, HelpMessage = "Callbacks to post again")]
    public SmCallback InputObject { get; set; } = null!;

    /// <summary>How many to post per second; as fast as they are answered by default.</summary>
    [Parameter(HelpMessage = "How many to post per second")]
    [ValidateRange(0.001, 100000.0)]
    public double? RatePerSecond { get; set; }

    /// <summary>How many may wait for their answer at once; 1 by default.</summary>
    [Parameter(HelpMessage = "Requests in flight at once")]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>How long to wait for each answer, in seconds; 30 by default.</summary>
    [Parameter(HelpMessage = "How long to wait for each response, in seconds")]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 30;

    /// <summary>Allows http to another machine, where anybody on the way reads the callbacks and the token.</summary>
    [Parameter(HelpMessage = "Allows http to another machine")]
    public SwitchParameter AllowInsecure { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (CallbackForwarding.FindProblem(Uri, AllowInsecure, " -AllowInsecure posts all the same.") is { } problem)
        {
            // A URL that cannot be masked is not repeated: its token may be anywhere.
            Refuse(problem, Uri.IsAbsoluteUri && Uri.Scheme == "http" ? Uri.Host : null);
        }

        if (!ShouldProcess(CallbackSender.Mask(Uri).AbsoluteUri, "Post callbacks"))
        {
            return;
        }

        _sender = Own(new CallbackSender(Uri, TimeSpan.FromSeconds(TimeoutSec), RatePerSecond, TimeProvider.System));
        _errors = new RepeatedErrors(this);
        _output = new OrderedOutput<SmCallbackDelivery>(this, 4 * ThrottleLimit, (delivery, _) => Write(delivery), ThrottleLimit);
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (_output is not { } output)
        {
            return;
        }

        foreach (ReceivedPost post in Posts())
        {
            output.Start(token => _sender!.SendAsync(post, token));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _output?.Complete();
        _errors?.WriteCounts();
    }

    private IEnumerable<ReceivedPost> Posts() => ParameterSetName switch
    {
        "Spool" => Enumerable.Range(0, Repeat).SelectMany(_ => Paths.Existing(SpoolPath, literal: false, nameof(SpoolPath))).SelectMany(ReadSpool),
        "Object" => [CallbackWriter.Again(InputObject)],
        _ => Enumerable.Range(0, Repeat).SelectMany(_ => MakeUp()),
    };

    private IEnumerable<ReceivedPost> MakeUp()
    {
        var maker = new CallbackMaker(Seed ?? Random.Shared.Next(), TimeProvider.System);
        for (int i = 0; i < (Count ?? Kind.Length); i++)
        {
            SmCallbackKind kind = Kind[i % Kind.Length];
            yield return CallbackWriter.Write(
                maker.Make(kind, Overrides(kind)), kind == SmCallbackKind.DeliveryReport ? CallbackEncoding.Json : Encoding);
        }
    }

    private Dictionary<string, string?> Overrides(SmCallbackKind kind)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (Status is not null && MessageStatus.Known(kind).Count > 0)
        {
            overrides["STATUS"] = Status;
        }

        foreach (KeyValuePair<string, string?> field in CallbackInput.Fields(PSObject.AsPSObject(Field)))
        {
            overrides[field.Key] = field.Value;
        }

        return overrides;
    }

    private IEnumerable<ReceivedPost> ReadSpool(string file)
    {
        using IEnumerator<SpooledCallback> entries = SpoolReader.Read(file).GetEnumerator();
        while (Next(entries, file) is { } entry)
        {
            if (entry.Post is { } post)
            {
                yield return post;
            }
            else
            {
                WriteError(ErrorTable.SpoolCorrupt.For(entry.Damage!, file));
            }
        }
    }

    private SpooledCallback? Next(IEnumerator<SpooledCallback> entries, string file)
    {
        try
        {
            return entries.MoveNext() ? entries.Current : null;
        }
        catch (SpoolException unreadable)
        {
            WriteError(ErrorTable.SpoolUnavailable.For(unreadable, file));
            return null;
        }
    }

    private void Write(SmCallbackDelivery delivery)
    {
        WriteObject(delivery);
        if (!delivery.IsAccepted)
        {
            _errors!.Write(ErrorTable.CallbackSendFailed.For(
                delivery.StatusCode is { } status
                    ? $"The receiver answered {status}: {delivery.Message}"
                    : delivery.Message ?? "There was no response.",
                delivery));
        }
    }
}
