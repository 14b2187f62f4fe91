using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <content>Whom the requests name.</content>
public sealed partial class SendSmPushBatchCommand
{
    private bool _warnedOfMissing;

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
    [ArgumentCompleter(typeof(SmCompleter))]
    public string[]? Tag { get; set; }

    private bool NamesRecipients => IsGiven(nameof(Email)) || IsGiven(nameof(ContactId)) || IsGiven(nameof(UserId)) || IsGiven(nameof(Tag));

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

    /// <summary>The recipients that the piped object names, by each kind of id that it has; the first kind counts.</summary>
    private IEnumerable<(AddresseeType Type, string[] Values)> Piped() =>
        from one in new (AddresseeType Type, string[]? Values)[]
        {
            (AddresseeType.Email, Texts(Email) ?? Texts(InputObject?.BaseObject as string)),
            (AddresseeType.ContactId, Texts(ContactId)),
            (AddresseeType.UserId, Texts(UserId)),
        }
        where one.Values is not null && !IsGiven(one.Type.ToString())
        select (one.Type, one.Values);

    private void Add(AddresseeType type, string[]? values)
    {
        // By what else a row names its one recipient: an exclusion list may have that id.
        Addressee[] others = values is not { Length: 1 } || IsGiven(type.ToString()) ? []
            : [.. Piped().Where(one => one.Type != type && one.Values.Length == 1).Select(one => new Addressee(one.Type, one.Values[0]))];
        foreach (string value in values ?? [])
        {
            if (Given.Trimmed(value) is not { } text)
            {
                continue;
            }

            var addressee = new Addressee(type, text);
            if (AddresseePacker.Check(addressee) is { } problem)
            {
                // One bad address must not cost the others their push.
                _run!.Report(new SmException(SmFailureKind.InvalidInput, problem), text);
            }
            else
            {
                _groups!.Add(_request!, addressee, type == AddresseeType.Tag ? null : _run!.Exclusions.ListOf([addressee, .. others]));
            }
        }
    }

    /// <summary>Whom the request would be sent to: not those that the journal leaves out, unless it leaves out all.</summary>
    private string WhomFor(BatchRequest request)
    {
        if (request.Addressees.Count == 0)
        {
            return Describe(request.Excluded);
        }

        string without = request.Excluded.Count == 0 ? "" : $" (without {request.Excluded.Count} on exclusion lists)";
        if (_run!.PeekedJournal?.JudgeEach(request, ResendUnknown) is not { } verdicts || !verdicts.Contains(JournalVerdict.Send))
        {
            return Describe(request.Addressees) + without;
        }

        Addressee[] left = request.Addressees.Where((_, i) => verdicts[i] == JournalVerdict.Send).ToArray();
        int known = verdicts.Count - left.Length;
        return (known == 0 ? Describe(left) : $"{Describe(left)} (without {known} that the journal knows)") + without;
    }

    private void RefuseTagsWithLists()
    {
        if (ExcludePath is not null && IsGiven(nameof(Tag)))
        {
            Refuse(
                "-ExcludePath cannot be used with -Tag, because only SALESmanago knows who has a tag. Send to a list "
                    + "of recipients, or remove the tag from those people in SALESmanago.",
                null);
        }
    }

    /// <summary>An accepted request may have reached fewer than it names: said once, since the Message of each result has it.</summary>
    private void WarnOfMissing(SmBatchResult result)
    {
        if (!_warnedOfMissing && result.Status == SmSendStatus.Accepted && FittingAdvice.SaysMissing(result.Message))
        {
            _warnedOfMissing = true;
            WriteWarning(
                $"The server accepted request {result.Batch}, but did not find all recipients: {result.Message!.TrimEnd('.')}. "
                    + "See the Message of each result.");
        }
    }

    private static string[]? Texts(params string?[]? values) =>
        values?.Select(Given.Trimmed).OfType<string>().ToArray() is { Length: > 0 } texts ? texts : null;

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
}
