namespace SalesManagoMobile.Client;

/// <summary>
/// Decides from what the journal and the history know of one person what became of each send whose outcome is unknown. It only computes:
/// the same input gives the same findings.
/// </summary>
/// <remarks>
/// A send that is wrongly found missing is sent twice. So nothing is found missing while there is an entry that might be it, or a send
/// that the history should show and does not.
/// </remarks>
internal sealed class HistoryMatch
{
    private readonly ResolveRules _rules;
    private readonly List<EqualSends> _groups;

    /// <param name="sends">All sends to the person that the journal knows as accepted or unknown.</param>
    /// <param name="tags">Its sends to tags: they may have reached the person, too.</param>
    /// <param name="rules">What else decides.</param>
    public HistoryMatch(IReadOnlyList<KnownSend> sends, IEnumerable<KnownSend> tags, ResolveRules rules)
    {
        _rules = rules;
        _groups = EqualSends.Group(sends, rules);
        foreach (KnownSend doubt in sends.Where(send => send.Key is null).Concat(tags))
        {
            _groups.ForEach(group => group.AddDoubt(doubt, rules.WindowOf(doubt)));
        }
    }

    /// <summary>The part of the history that decides; null when it can decide nothing.</summary>
    public HistoryWindow? Window => _groups.Where(group => group.Unknown.Any())
        .Aggregate((HistoryWindow?)null, (all, group) => all?.With(group.Window) ?? group.Window);

    /// <summary>What became of the sends that can be looked up.</summary>
    /// <param name="entries">The person's history in <see cref="Window"/>.</param>
    /// <param name="isComplete">Whether the history could be listed without a gap.</param>
    public IReadOnlyList<Finding> Decide(IReadOnlyList<SmPushHistoryEntry> entries, bool isComplete)
    {
        var strangers = new List<SmPushHistoryEntry>();
        foreach (SmPushHistoryEntry entry in entries)
        {
            List<EqualSends> fitting = _groups.FindAll(group => group.Matches(entry));
            fitting.ForEach(group => group.Add(entry));
            fitting.ForEach(group => group.IsShared |= fitting.Count > 1);
            if (fitting.Count == 0)
            {
                strangers.Add(entry);
            }
        }

        return [.. _groups.SelectMany(group => group.Decide(_rules, WhyNotCleared(group, strangers, isComplete)))];
    }

    private string? WhyNotCleared(EqualSends group, List<SmPushHistoryEntry> strangers, bool isComplete)
    {
        bool hasStranger = strangers.Exists(entry => entry.SentDate is null || group.Window.Contains(entry.SentDate))
            || _groups.Exists(other => !other.ExplainsEntries && other.HasEntryIn(group.Window));
        return !_rules.ClearMissing ? UnknownReason.Missing
            : !isComplete ? UnknownReason.Incomplete
            : _rules.ClockOffset is null ? UnknownReason.NoClock
            : hasStranger ? UnknownReason.HasStranger
            : null;
    }
}

/// <summary>Sends to one person at about one time that look the same in the history: entries can only be counted.</summary>
internal sealed class EqualSends(string key, bool isCustom)
{
    private readonly List<KnownSend> _sends = [];
    private readonly List<SmPushHistoryEntry> _entries = [];

    /// <summary>When an entry of one of them may have been made.</summary>
    public HistoryWindow Window { get; private set; }

    /// <summary>Those whose outcome is unknown.</summary>
    public IEnumerable<KnownSend> Unknown => _sends.Where(send => !send.IsAccepted);

    /// <summary>Whether an entry also fits other sends of the journal.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether a send to a tag may have made an entry that looks the same.</summary>
    public bool HasTag { get; private set; }

    /// <summary>Sends to the person that may look the same: what their entries show is not known.</summary>
    public int Similar { get; private set; }

    private int Accepted => _sends.Count(send => send.IsAccepted);

    /// <summary>The entries as sends: a push to two devices makes two equal entries.</summary>
    private List<SmPushHistoryEntry> Shown => [.. _entries.DistinctBy(EntryBag.Key).OrderBy(entry => entry.SentDate)];

    /// <summary>Whether each entry belongs to one of these sends.</summary>
    public bool ExplainsEntries => !IsShared && !HasTag && Similar == 0 && Shown.Count <= _sends.Count;

    /// <summary>The sends that have a key, in groups whose windows overlap.</summary>
    public static List<EqualSends> Group(IEnumerable<KnownSend> sends, ResolveRules rules)
    {
        var groups = new List<EqualSends>();
        foreach (KnownSend send in sends.Where(send => send.Key is not null).OrderBy(send => rules.WindowOf(send).From))
        {
            HistoryWindow window = rules.WindowOf(send);
            EqualSends? group = groups.Find(one => one.Fits(send) && one.Window.Overlaps(window));
            if (group is null)
            {
                groups.Add(group = new EqualSends(send.Key!, send.IsCustom) { Window = window });
            }

            group._sends.Add(send);
            group.Window = group.Window.With(window);
        }

        return groups;
    }

    /// <summary>Whether an entry can be one of these sends.</summary>
    public bool Matches(SmPushHistoryEntry entry) => Window.Contains(entry.SentDate)
        && key == (isCustom ? KnownSend.KeyOfTexts(TextsHash.Of(entry.Title, entry.Message)) : KnownSend.KeyOfName(entry.Name));

    /// <summary>Whether one of the entries lies in a window.</summary>
    public bool HasEntryIn(HistoryWindow window) => _entries.Exists(entry => window.Contains(entry.SentDate));

    public void Add(SmPushHistoryEntry entry) => _entries.Add(entry);

    /// <summary>Notes another send of the journal, which may have made an entry that looks the same.</summary>
    public void AddDoubt(KnownSend other, HistoryWindow window)
    {
        if (!Window.Overlaps(window) || other.IsCustom != isCustom || (other.Key is not null && !Fits(other)))
        {
            return;
        }

        if (other.Intent.RecipientType == AddresseeType.Tag)
        {
            HasTag = true;
        }
        else if (other.Key is null)
        {
            Similar++;
        }
    }

    /// <summary>What becomes of the unknown ones.</summary>
    /// <param name="missing">Decides about those that are not in the history: null clears them, else why they stay unknown.</param>
    public IEnumerable<Finding> Decide(ResolveRules rules, string? missing)
    {
        List<SmPushHistoryEntry> shown = Shown;
        if (!IsShared && !HasTag && shown.Count >= _sends.Count + Similar)
        {
            List<KnownSend> inOrder = [.. _sends.OrderBy(send => send.FirstAt)];
            return Unknown.Select(send => new Finding(send, SmSendStatus.Accepted, shown[inOrder.IndexOf(send)], null));
        }

        string? reason = IsShared ? UnknownReason.FitsTwo
            : HasTag && shown.Count > 0 ? UnknownReason.MayBeTag
            : _entries.Count > Accepted ? UnknownReason.ShowsSome
            : shown.Count < Accepted ? UnknownReason.LacksAccepted
            : !_sends.TrueForAll(rules.IsSettled) ? UnknownReason.NotSettled
            : missing;
        return Unknown.Select(send =>
            new Finding(send, reason is null ? SmSendStatus.NotSent : SmSendStatus.Unknown, null, reason ?? UnknownReason.Of(send)));
    }

    private bool Fits(KnownSend send) => send.Key == key && send.IsCustom == isCustom;
}
