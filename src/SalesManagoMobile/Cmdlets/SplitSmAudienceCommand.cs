using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Divides people into named groups, or keeps one shard of several, by a stable hash: the same person gets the same group whatever the
/// order or length of the list. Emits the input with a <c>Group</c> or <c>Shard</c> property.
/// </summary>
[Cmdlet(VerbsCommon.Split, "SmAudience", DefaultParameterSetName = GroupsSet)]
[OutputType(typeof(PSObject))]
public sealed class SplitSmAudienceCommand : PSCmdlet
{
    private const string GroupsSet = "Groups";
    private const string ShardsSet = "Shards";

    private readonly RepeatedErrors _errors;
    private double[] _cumulative = [];
    private bool _first = true;

    /// <summary>Makes the cmdlet.</summary>
    public SplitSmAudienceCommand() => _errors = new RepeatedErrors(this, "their rows are in no group either");

    /// <summary>The person: an object with an Email, ContactId or UserId, or an e-mail address.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, HelpMessage = "A row with Email, ContactId or UserId")]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The person's e-mail address. When an object has several identifiers, the e-mail address is used, then the contact id.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The person's e-mail address")]
    public string? Email { get; set; }

    /// <summary>The person's contact id, a UUID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The person's contact id")]
    public string? ContactId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The person's user id")]
    public string? UserId { get; set; }

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = GroupsSet, HelpMessage = "The names of the groups")]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>The weight of each group, in the order of the names; without it all are equal.</summary>
    [Parameter(Position = 1, ParameterSetName = GroupsSet, HelpMessage = "The weight of each group, for example 10, 90")]
    [ValidateRange(0.0, 1e9)]
    public double[]? Weight { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ShardsSet, HelpMessage = "The number of shards, 1 to 1000000")]
    [ValidateRange(1, 1_000_000)]
    public int Count { get; set; }

    /// <summary>The shard to keep, from 0; without it everybody is kept, and Shard tells them apart.</summary>
    [Parameter(ParameterSetName = ShardsSet, HelpMessage = "The shard to keep, from 0 to one less than -Count")]
    [ValidateNotNull]
    [NotBlankTransformation]
    public int? Index { get; set; }

    /// <summary>Any text. The same text divides the same people alike; another text divides them independently of it.</summary>
    [Parameter(HelpMessage = "Any text; another seed gives other groups")]
    [ValidateLength(1, 100)]
    public string Seed { get; set; } = "";

    private string Column => ParameterSetName == ShardsSet ? "Shard" : "Group";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        Given.RefuseEmpty(this);
        if (ParameterSetName == ShardsSet)
        {
            RefuseIf(
                Index is < 0 || Index >= Count,
                $"-Index {Index} is not one of the {Count} shards: they are numbered from 0 to {Count - 1}.",
                Index);
            return;
        }

        double[] weights = Weight ?? [.. Name.Select(_ => 1.0)];
        RefuseIf(weights.Length != Name.Length, $"-Weight has {weights.Length} values for {Name.Length} names.", Weight);
        RefuseIf(Name.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Name.Length, "-Name contains a name twice.", Name);
        RefuseIf(weights.Sum() <= 0, "-Weight gives no group a share: at least one weight must be above 0.", Weight);
        double sum = 0;
        _cumulative = [.. weights.Select(weight => sum += weight)];
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (Given.Person(Email, ContactId, UserId, InputObject) is not [var person, ..])
        {
            RefuseRow();
            return;
        }

        bool keep = true;
        string place;
        if (ParameterSetName == ShardsSet)
        {
            int shard = AudienceSplit.Shard(person, Count, Seed);
            keep = Index is not { } index || index == shard;
            place = AudienceSplit.Describe(shard, Count, Seed);
        }
        else
        {
            place = Name[AudienceSplit.Group(person, _cumulative, Seed)];
        }

        if (keep)
        {
            WriteObject(With(place));
        }

        _first = false;
    }

    /// <inheritdoc />
    protected override void EndProcessing() => _errors.WriteCounts();

    /// <summary>A copy, so that a list in a variable can be divided again.</summary>
    private PSObject With(string place)
    {
        PSObject result;
        if (InputObject!.BaseObject is string email)
        {
            result = new PSObject();
            result.Properties.Add(new PSNoteProperty(nameof(Email), email));
        }
        else
        {
            result = InputObject.Copy();
            RefuseIf(
                result.Properties[Column] is not null,
                $"The input already has a column {Column}. Leave it out with Select-Object -ExcludeProperty {Column}, or rename it.",
                InputObject);
        }

        result.Properties.Add(new PSNoteProperty(Column, place));
        return result;
    }

    /// <summary>Rows of one list have the same columns: when the first has none for a person, none has.</summary>
    private void RefuseRow()
    {
        string columns = string.Join(", ", InputObject!.Properties.Select(property => property.Name).Take(30));
        string problem = $"The input names nobody: it needs an Email, ContactId or UserId; it has {columns}.";
        RefuseIf(_first, problem + " Nothing was emitted.", InputObject, ErrorTable.ColumnNotFound);
        _errors.Write(new SmException(SmFailureKind.InvalidInput, problem + " It is in no group.").ToErrorRecord(InputObject));
    }

    private void RefuseIf(bool isWrong, string problem, object? about, ErrorRow? row = null)
    {
        if (isWrong)
        {
            ThrowTerminatingError((row ?? ErrorTable.InvalidParameter).For(problem, about));
        }
    }
}
