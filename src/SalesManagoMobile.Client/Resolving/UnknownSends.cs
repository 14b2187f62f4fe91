namespace SalesManagoMobile.Client;

/// <summary>The sends of a journal whose outcome is unknown, with everything else that it knows of the same people.</summary>
internal sealed class UnknownSends
{
    private readonly Dictionary<SendId, KnownSend> _kept = [];
    private readonly HashSet<Addressee> _people = [];
    private readonly JournalTable<JournalState> _states;

    private UnknownSends(JournalTable<JournalState> states) => _states = states;

    /// <summary>The sends that cannot be looked up by a person.</summary>
    public IEnumerable<KnownSend> WithoutPerson => _kept.Values.Where(send => !send.IsAccepted && send.Person is null);

    /// <summary>Sends to tags, accepted ones included.</summary>
    public IReadOnlyList<KnownSend> Tags => [.. _kept.Values.Where(send => send.Intent.RecipientType == AddresseeType.Tag)];

    /// <summary>The sends to each person who has an unknown one, accepted ones included.</summary>
    public IEnumerable<IReadOnlyList<KnownSend>> ByPerson =>
        _kept.Values.Where(send => send.Person is not null).GroupBy(send => Fold(send.Person!.Value)).Select(sends => sends.ToList());

    /// <summary>
    /// Reads a journal three times, so that one of any size costs little memory: for the states, for the people with an unknown send, and
    /// for what is known of these.
    /// </summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: missing, damaged, no journal, or not to be opened.</exception>
    public static UnknownSends Read(string path)
    {
        using FileStream file = JournalReader.Open(path);
        JournalLines lines = JournalReader.Lines(file, path);
        var sends = new UnknownSends(JournalSnapshot.ReadStates(lines));
        long end = lines.Number;
        ReadAll(JournalReader.Lines(file, path), end, sends.AddPerson);
        ReadAll(JournalReader.Lines(file, path), end, sends.Keep);
        return sends;
    }

    private static Addressee Fold(Addressee person) => person with { Value = SendIdentity.Fold(person) };

    private static void ReadAll(JournalLines lines, long end, Action<JournalRecord> take)
    {
        lines.ReadHeader();
        while (lines.Number < end && lines.TryRead(out ReadOnlySpan<byte> line))
        {
            take(JournalFormat.Read(line) ?? throw lines.Damaged());
        }
    }

    private void AddPerson(JournalRecord record)
    {
        if (record is JournalIntent intent && IsUnknown(intent.Id) && new KnownSend(intent, null, intent.At).Person is { } person)
        {
            _people.Add(Fold(person));
        }
    }

    private void Keep(JournalRecord record)
    {
        KnownSend? before = _kept.GetValueOrDefault(record.Id);
        switch (record)
        {
            case JournalIntent intent when before is not null:
                _kept[intent.Id] = before with { Intent = intent, Outcome = null };
                break;
            case JournalIntent intent:
                var send = new KnownSend(intent, null, intent.At);
                if (IsUnknown(intent.Id) || intent.RecipientType == AddresseeType.Tag
                    || (send.Person is { } person && _people.Contains(Fold(person))))
                {
                    _kept.Add(intent.Id, send);
                }

                break;
            case JournalOutcome { Status: SmSendStatus.Accepted or SmSendStatus.Unknown } outcome when before is not null:
                _kept[outcome.Id] = before with { Outcome = outcome };
                break;
            default:
                // It surely was not processed: what comes later starts anew.
                _kept.Remove(record.Id);
                break;
        }
    }

    private bool IsUnknown(SendId id) => _states.Get(id) == JournalState.LeftUnknown;
}
