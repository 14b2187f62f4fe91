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
        .Select(group => (HistoryWindow?)group.Window)
        .Aggregate((HistoryWindow?)null, (all, one) => all?.With(one!.Value) ?? one);

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
