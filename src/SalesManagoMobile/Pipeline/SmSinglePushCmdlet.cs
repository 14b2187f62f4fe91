using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet about one push to one recipient per input.</summary>
public abstract class SmSinglePushCmdlet : SmPushCmdlet
{
    private const string Several = "Pipe them in, and each gets a push of its own.";

    private bool _first = true;

    private protected SmSinglePushCmdlet()
    {
    }

    /// <summary>
    /// The recipient's e-mail address. When a piped object has several identifiers, the e-mail address is used, then the contact id.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, HelpMessage = "The recipient's e-mail address")]
    [IdTransformation("Email", IsSingle = true, Several = Several)]
    public string? Email { get; set; }

    /// <summary>The recipient's contact id, a UUID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The recipient's contact id in SALESmanago")]
    [IdTransformation("ContactId", IsSingle = true, Several = Several)]
    public string? ContactId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The recipient's user id in SALESmanago, at most 255 characters")]
    [IdTransformation("UserId", IsSingle = true, Several = Several)]
    public string? UserId { get; set; }

    /// <summary>
    /// Columns of the piped object that become push properties; an empty cell leaves the property out, and the placeholder to its fallback.
    /// </summary>
    [Parameter(HelpMessage = "Columns of the piped object that become push properties")]
    [ArgumentCompleter(typeof(SmCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? PropertyName { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        string[] given = new[] { nameof(Email), nameof(ContactId), nameof(UserId) }.Where(IsWritten).ToArray();
        if (given.Length > 1)
        {
            Refuse(
                $"A push has one recipient, but -{string.Join(" and -", given)} were given.", null);
        }
    }

    /// <summary>Makes the request for the current input. An input that cannot be one becomes a request with a problem.</summary>
    private protected PushRequest ReadRequest()
    {
        RequireRecipientColumn();
        Addressee recipient = Person().FirstOrDefault();
        var request = new PushRequest
        {
            Content = ReadContent(),
            ApplicationId = Application,
            Email = recipient.Type == AddresseeType.Email ? recipient.Value : null,
            ContactId = recipient.Type == AddresseeType.ContactId ? recipient.Value : null,
            UserId = recipient.Type == AddresseeType.UserId ? recipient.Value : null,
            SendToAllDevices = ToAllDevices,
        };
        try
        {
            return request with
            {
                Problem = ProblemOfRow(),
                Properties = PropertyName is null ? ReadProperties() : WithColumns(ReadProperties(), PropertyName),
            };
        }
        catch (FormatException e)
        {
            return request with { Problem = e.Message };
        }
    }

    /// <summary>All ids that the current input has for its recipient.</summary>
    private protected Addressee[] Person() => Given.Person(Email, ContactId, UserId, InputObject);

    private Dictionary<string, string> WithColumns(IReadOnlyDictionary<string, string>? properties, string[] columns)
    {
        var all = new Dictionary<string, string>(properties ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (string column in columns)
        {
            PSPropertyInfo property = InputObject?.Properties[column] ?? throw MissingColumn(column);
            if (Given.Verbatim(PushProperties.Text(column, ValueOf(property))) is { } text)
            {
                all[column] = text;
            }
        }

        _first = false;
        return all;
    }

    private static object? ValueOf(PSPropertyInfo column)
    {
        try
        {
            return column.Value;
        }
        catch (GetValueException e)
        {
            // A computed column that fails is this row's problem: what was sent before it still needs its results.
            throw new FormatException($"Column '{column.Name}' cannot be read: {e.Message}", e);
        }
    }

    private FormatException MissingColumn(string column)
    {
        if (_first)
        {
            FirstRow.RefuseColumn(InputObject, nameof(PropertyName), column);
        }

        return new FormatException($"-PropertyName '{column}' is not a column of this input. {FirstRow.Describe(InputObject)}");
    }
}
