using System.Collections.Concurrent;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Applications, pushes, conversations and tags that cmdlets of one session came across. Completion reads it and so never waits
/// for the network. Bounded, so that a long session does not grow.
/// </summary>
internal sealed class SeenThings
{
    private const int Limit = 2000;

    private readonly ConcurrentDictionary<string, string> _applications = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _pushes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _pushNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);

    /// <summary>Each application id.</summary>
    public IEnumerable<KeyValuePair<string, string>> Applications => _applications;

    /// <summary>Push id and name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pushes => _pushes;

    /// <summary>Push name and title.</summary>
    public IEnumerable<KeyValuePair<string, string>> PushNames => _pushNames;

    /// <summary>Conversation id, and name with date.</summary>
    public IEnumerable<KeyValuePair<string, string>> Conversations => _conversations;

    /// <summary>Each tag.</summary>
    public IEnumerable<KeyValuePair<string, string>> Tags => _tags;

    public void Application(string? id) => Keep(_applications, id, "application");

    public void Push(SmPush push)
    {
        Keep(_pushes, push.Id, $"{push.Name}: {push.Title}");
        Keep(_pushNames, push.Name, push.Title ?? "");
    }

    public void Conversation(SmConversation conversation) => Keep(
        _conversations,
        conversation.ConversationId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $"{conversation.Name}, sent {conversation.SentDate?.ToLocalTime():g}");

    public void Tag(string? tag) => Keep(_tags, tag, "tag");

    private static void Keep(ConcurrentDictionary<string, string> things, string? key, string description)
    {
        if (!string.IsNullOrEmpty(key) && (things.ContainsKey(key) || things.Count < Limit))
        {
            things[key] = description;
        }
    }
}
