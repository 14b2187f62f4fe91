using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that sends, or checks, what a push says: an existing push, or a custom one with its own texts.</summary>
public abstract class SmPushCmdlet : SmSessionCmdlet
{
    private static readonly string[] CustomParameters =
        [nameof(Title), nameof(Content), nameof(Deeplink), nameof(ImageUrl), nameof(SoundName), nameof(Literal)];

    // A deep link may need the properties of each row to become an address, so it is checked with them.
    private static readonly string[] TextParameters = [nameof(PushId), nameof(Title), nameof(Content), nameof(ImageUrl), nameof(SoundName)];

    // Rows with texts of their own may each have something to warn of: the first few show what is wrong.
    private const int MaxTextsWarnedOf = 5;

    private protected static readonly string[] RecipientColumns = ["Email", "ContactId", "UserId"];

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);
    private object? _readFrom;
    private IReadOnlyDictionary<string, string>? _read;
    private bool _pushGiven;
    private bool _customGiven;
    private PushContent? _warnedOf;
    private int _textsWarnedOf;

    private protected SmPushCmdlet() => FirstRow = new FirstRow(this);

    private protected FirstRow FirstRow { get; }

    /// <summary>An existing push, or its UUID. When a piped object has both a push id and texts, the push id is used.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "An existing push, or its id")]
    [Alias("Id")]
    [IdTransformation("PushId", "Id", IsSingle = true)]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? PushId { get; set; }

    /// <summary>The headline of a custom push, at most 255 characters; above 40 it may be cut on the device.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The headline of a custom push")]
    public string? Title { get; set; }

    /// <summary>The body of a custom push, at most 2048 characters; above 160 it may be cut on the device.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The body of a custom push, at most 2048 characters")]
    [Alias("Body")]
    public string? Content { get; set; }

    /// <summary>Where a tap on a custom push leads: an absolute address of any scheme, at most 2048 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The address that a tap on a custom push opens")]
    public string? Deeplink { get; set; }

    /// <summary>An image for a custom push: an absolute http or https address, at most 2048 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "An image for a custom push")]
    public string? ImageUrl { get; set; }

    /// <summary>A sound in the app's resources, without file extension, at most 255 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A sound in the app's resources, without extension")]
    public string? SoundName { get; set; }

    /// <summary>Sends the texts of a custom push as they are, even where they look like placeholders.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Sends texts that look like placeholders as they are")]
    [SwitchTransformation]
    public SwitchParameter Literal { get; set; }

    /// <summary>The application's simple id; by default the session's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The application's simple id, at most 255 characters")]
    [Alias("ApplicationSimpleId")]
    [ArgumentCompleter(typeof(SmCompleter))]
    public string? ApplicationId { get; set; }

    /// <summary>Push properties: a hashtable, an object or JSON text. At most 16, name and text at most 255 characters each.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Values for the placeholders of the push")]
    public object? Properties { get; set; }

    /// <summary>Sends to all devices of a person; with <c>:$false</c> to the last used one. Without it the server decides.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Sends to all devices of a person")]
    [SwitchTransformation]
    public SwitchParameter SendToAllDevices { get; set; }

    /// <summary>A row or object with a recipient, or a recipient's e-mail address as text.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "A row or object with the recipient and properties")]
    public PSObject? InputObject { get; set; }

    // A switch cannot tell an empty cell from False.
    private protected bool? ToAllDevices =>
        IsGiven(nameof(SendToAllDevices)) || Given.Trimmed(InputObject?.Properties[nameof(SendToAllDevices)]?.Value?.ToString()) is not null
            ? SendToAllDevices.IsPresent
            : null;

    private protected string? Application =>
        SessionOrNull is null ? Given.Trimmed(ApplicationId) : ApplicationOrDefault(Given.Trimmed(ApplicationId));

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Later on, the engine adds what it binds from the pipeline.
        _given.UnionWith(MyInvocation.BoundParameters.Keys);
        FirstRow.KeepScriptBlocks();
        _pushGiven = IsWritten(nameof(PushId));
        _customGiven = CustomParameters.Any(IsWritten);
        if (_pushGiven && _customGiven)
        {
            Refuse(
                "-PushId names an existing push; -Title, -Content, -Deeplink, -ImageUrl, -SoundName and -Literal make a custom "
                    + "one. Give one or the other.",
                PushId);
        }

        if (_customGiven && Placeholders.Quoted(MyInvocation.Line, SessionState) is { } taken)
        {
            Refuse($"{taken} stands in double quotes, so PowerShell took it for a variable, which is empty. Use single quotes.", taken);
        }

        try
        {
            // What is wrong on the command line is wrong for every input: say it once, before anything is sent.
            _ = ReadProperties();
        }
        catch (FormatException problem)
        {
            Refuse(problem.Message, Properties);
        }

        if (ProblemsOnCommandLine() is { } found)
        {
            ThrowTerminatingError(new SmException(SmFailureKind.InvalidInput, $"Nothing was sent. {found}.").ToErrorRecord(null));
        }
    }

    /// <summary>Texts on the command line are the same for every input: what is wrong with them is said once.</summary>
    private string? ProblemsOnCommandLine()
    {
        string[] given = TextParameters.Where(IsGiven).ToArray();
        var request = new PushRequest { Content = ReadContent() };
        string[] problems = given.Length == 0 ? [] : RequestValidator.Check(request)
            .Where(problem => given.Any(name => problem.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)))
            .ToArray();
        return problems.Length == 0 ? null : string.Join("; ", problems);
    }

    /// <summary>What to send, from the command line first, then from the piped object.</summary>
    private protected PushContent ReadContent()
    {
        if (!_customGiven && Given.Trimmed(PushId) is { } id)
        {
            return new ExistingPush(id);
        }

        return new CustomPush
        {
            Title = Given.Verbatim(Title),
            Content = Given.Verbatim(Content),
            Deeplink = Given.Trimmed(Deeplink),
            ImageUrl = Given.Trimmed(ImageUrl),
            SoundName = Given.Trimmed(SoundName),
            Literal = Literal,
        };
    }

    /// <exception cref="FormatException">The properties cannot be read.</exception>
    private protected IReadOnlyDictionary<string, string>? ReadProperties()
    {
        if (!ReferenceEquals(_readFrom, Properties))
        {
            _read = PushProperties.From(Properties);
            _readFrom = Properties;
        }

        return _read;
    }

    /// <summary>
    /// What the current input leaves empty that must not be, or null. A row with an empty push id is a custom push only when it is the
    /// result of one.
    /// </summary>
    private protected string? ProblemOfRow() =>
        FirstRow.EmptyScriptBlock(InputObject)
        ?? (!_customGiven && MyInvocation.BoundParameters.ContainsKey(nameof(PushId)) && Given.Trimmed(PushId) is null
            && InputObject?.Properties[nameof(Literal)] is null ? $"{nameof(PushId)} is empty in this input" : null);

    /// <summary>
    /// Warns of texts and properties that may not look as meant: for the first input that has them, not for each of thousands. The texts
    /// of an existing push are known when the session has listed it.
    /// </summary>
    private protected void WarnOfTexts(
        PushContent content, IReadOnlyDictionary<string, string>? properties, IEnumerable<string>? columns = null)
    {
        SmPush? known = content is ExistingPush push ? ActiveSession.Seen.PushOf(push.PushId) : null;
        if (content == _warnedOf || _textsWarnedOf == MaxTextsWarnedOf || (content is ExistingPush && known is null))
        {
            return;
        }

        _warnedOf = content;
        if (Check(new PushRequest { Content = content, Properties = properties }, known, columns).Warnings is { } warnings)
        {
            _textsWarnedOf++;
            WarnOnce(warnings);
        }
    }

    /// <summary>Checks a push without sending it.</summary>
    /// <param name="request">The push, and the properties of this input.</param>
    /// <param name="known">The existing push as the account lists it, or null.</param>
    /// <param name="columns">The columns that become properties; some may be empty in this input.</param>
    private protected static SmPushCheck Check(PushRequest request, SmPush? known, IEnumerable<string>? columns)
    {
        SmPushCheck check = PushChecker.Check(request, known);
        string[] given = [.. (request.Properties?.Keys ?? []).Union(columns ?? [], StringComparer.Ordinal)];
        string[] warnings = [.. Placeholders.Warnings(request.Content, known, given)];
        return warnings.Length == 0
            ? check
            : check with { Warnings = string.Join("; ", warnings.Prepend(check.Warnings).OfType<string>()) };
    }

    /// <summary>What sending does, in words. An existing push is named when the session has listed it.</summary>
    private protected string Describe(PushContent content) => content switch
    {
        ExistingPush push when ActiveSession.Seen.PushOf(push.PushId) is { } known => $"Send push '{known.Name}' ({push.PushId})",
        ExistingPush push => $"Send push {push.PushId}",
        CustomPush push => $"Send custom push '{push.Title}'",
        _ => "Send push",
    };

    /// <summary>Ends the command at the first row of a file that has no column for a recipient.</summary>
    private protected void RequireRecipientColumn()
    {
        if (InputObject?.BaseObject is string text)
        {
            FirstRow.RequireAddress(text);
        }
        else
        {
            FirstRow.Require(InputObject, RecipientColumns);
        }
    }

    /// <summary>Whether a parameter stands on the command line, with a value or as a script block over the input.</summary>
    private protected bool IsWritten(string parameter) => _given.Contains(parameter);

    /// <summary>Whether a parameter has a value on the command line, the same for every input.</summary>
    private protected bool IsGiven(string parameter) => IsWritten(parameter) && !FirstRow.HasScriptBlock(parameter);
}
