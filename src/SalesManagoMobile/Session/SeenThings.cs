using System.Collections.Concurrent;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Applications, pushes, conversations and tags that cmdlets of one session came across: completion offers it. Bounded, so that
/// a long session does not grow.
/// </summary>
internal sealed class SeenThings
{
    private const int Limit = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, string> _applications = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SmPush> _pushes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, SmJob> _jobs = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _lookUps = new(StringComparer.Ordinal);

    /// <summary>Each application id.</summary>
    public IEnumerable<KeyValuePair<string, string>> Applications => _applications;

    /// <summary>Push id and name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pushes =>
        _pushes.Values.Select(push => KeyValuePair.Create(push.Id!, $"{push.Name}: {push.Title}"));

    /// <summary>Push name and title.</summary>
    public IEnumerable<KeyValuePair<string, string>> PushNames => _pushes.Values.Where(push => !string.IsNullOrEmpty(push.Name))
        .DistinctBy(push => push.Name, StringComparer.OrdinalIgnoreCase)
        .Select(push => KeyValuePair.Create(push.Name!, push.Title ?? ""));

    /// <summary>Conversation id, and name with date.</summary>
    public IEnumerable<KeyValuePair<string, string>> Conversations => _conversations;

    /// <summary>Each tag.</summary>
    public IEnumerable<KeyValuePair<string, string>> Tags => _tags;

    /// <summary>The export jobs, oldest first, as they were last seen.</summary>
    public IEnumerable<SmJob> Jobs => _jobs.Values.OrderBy(job => job.JobId);

    /// <summary>What is known of jobs: from the object that was given, or from earlier commands of the session.</summary>
    public IEnumerable<SmJob> Known(IReadOnlyCollection<long> jobIds, SmJob? given) => jobIds.Count == 0 && given is not null
        ? [given]
        : jobIds.Select(id => given?.JobId == id ? given : _jobs.GetValueOrDefault(id) ?? new SmJob { JobId = id });

    public void Job(SmJob job) => Keep(_jobs, job.JobId, job);

    public void Application(string? id) => Keep(_applications, id, "application");

    public void Push(SmPush push) => Keep(_pushes, push.Id, push);

    /// <summary>A push as the account listed it, or null when it has not been listed in this session.</summary>
    public SmPush? PushOf(string? id) => id is null ? null : _pushes.GetValueOrDefault(id);

    /// <summary>
    /// Asks the server for the pushes of an application, once, unless that failed, and waits only as long as a user who is typing does not
    /// notice. A slower answer serves the next Tab.
    /// </summary>
    public void LookUpPushes(SmClient client, string application)
    {
        Task answer = _lookUps.GetOrAdd(application, _ => new Lazy<Task>(() => Task.Run(AskAsync))).Value;
        if (Task.WhenAny(answer, Task.Delay(Patience)).GetAwaiter().GetResult() == answer && answer.IsFaulted)
        {
            // A completer has nowhere to report to; the cmdlet itself will say what is wrong.
            _lookUps.TryRemove(application, out _);
        }

        async Task AskAsync()
        {
            foreach (SmPush push in await client.ListPushesAsync(application, CancellationToken.None).ConfigureAwait(false))
            {
                Push(push);
            }
        }
    }

    public void Conversation(SmConversation conversation) => Keep(
        _conversations,
        conversation.ConversationId?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $"{conversation.Name}, sent {ViewText.LocalMinute(conversation.SentDate)}");

    public void Tag(string? tag) => Keep(_tags, tag, "tag");

    private static void Keep<TKey, TThing>(ConcurrentDictionary<TKey, TThing> things, TKey? key, TThing thing)
        where TKey : notnull
    {
        if (key is not (null or "") && (things.ContainsKey(key) || things.Count < Limit))
        {
            things[key] = thing;
        }
    }
}
