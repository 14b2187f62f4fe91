namespace SalesManagoMobile.Client;

/// <summary>
/// Entries that were seen, each as often as it was seen: a message to two devices may look the same twice. What a person did since
/// then (displayed, clicked) does not make it another entry.
/// </summary>
internal sealed class EntryBag
{
    private readonly Dictionary<SmPushHistoryEntry, int> _seen = [];

    public bool IsEmpty => _seen.Count == 0;

    public void Add(SmPushHistoryEntry entry)
    {
        SmPushHistoryEntry key = Key(entry);
        _seen[key] = _seen.GetValueOrDefault(key) + 1;
    }

    public void Clear() => _seen.Clear();

    /// <summary>The entries that are not in the bag; one that the bag holds twice is left out twice.</summary>
    public IReadOnlyList<SmPushHistoryEntry> Unseen(IEnumerable<SmPushHistoryEntry> entries)
    {
        Dictionary<SmPushHistoryEntry, int> left = new(_seen);
        List<SmPushHistoryEntry> unseen = [];
        foreach (SmPushHistoryEntry entry in entries)
        {
            SmPushHistoryEntry key = Key(entry);
            if (left.GetValueOrDefault(key) is > 0 and { } count)
            {
                left[key] = count - 1;
            }
            else
            {
                unseen.Add(entry);
            }
        }

        return unseen;
    }

    /// <summary>What makes an entry the same when it is listed again.</summary>
    public static SmPushHistoryEntry Key(SmPushHistoryEntry entry)
    {
        SmPushHistoryEntry key = new() { MessageId = entry.MessageId, ConversationId = entry.ConversationId, SentDate = entry.SentDate };
        return entry.MessageId is not null ? key : key with { Name = entry.Name, Title = entry.Title, Message = entry.Message };
    }
}
