using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Gathers recipients into mass requests: one for each different time and time zone, so that rows need not be sorted by it, each of at most so many
/// recipients.
/// </summary>
/// <param name="batchSize">The largest number of recipients of one request.</param>
/// <param name="send">Takes a request with its recipients.</param>
internal sealed class BatchGroups(int batchSize, Action<BatchRequest> send)
{
    // Rows with a time of their own each would otherwise be held for ever.
    private const int MaxOpen = 1000;

    private readonly Dictionary<(DateTimeOffset At, string? Zone), Group> _open = [];
    private readonly List<Group> _inOrder = [];

    /// <summary>How many recipients were taken so far, in all requests.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a recipient; one that the request has already is taken once.</summary>
    /// <param name="request">What is sent, and when. Requests between two calls of <see cref="Flush"/> differ in their time alone.</param>
    /// <param name="addressee">The recipient.</param>
    /// <param name="excludedBy">The list that leaves the recipient out, or null.</param>
    public void Add(BatchRequest request, Addressee addressee, string? excludedBy = null)
    {
        Group group = GroupOf(request);
        bool ignoresCase = addressee.Type is AddresseeType.Email or AddresseeType.ContactId;
        if (group.Known.Add((addressee.Type, ignoresCase ? addressee.Value.ToUpperInvariant() : addressee.Value)))
        {
            Count++;
            if (excludedBy is null)
            {
                group.Addressees.Add(addressee);
            }
            else
            {
                group.Excluded.Add(addressee);
                group.Lists[excludedBy] = group.Lists.GetValueOrDefault(excludedBy) + 1;
            }

            if (group.Known.Count == batchSize)
            {
                Send(group);
            }
        }
    }

    /// <summary>Sends what was gathered, in the order in which the times came.</summary>
    public void Flush()
    {
        foreach (Group group in _inOrder)
        {
            Send(group);
        }

        _open.Clear();
        _inOrder.Clear();
    }

    /// <summary>Whether two requests are sent at the same time for the same time zone.</summary>
    public static bool GoesAtOnceWith(BatchRequest one, BatchRequest other) =>
        one.ScheduleAt == other.ScheduleAt && one.Timezone == other.Timezone;

    /// <summary>Whether two requests send the same push, whatever its properties.</summary>
    public static bool IsSamePush(BatchRequest one, BatchRequest other) =>
        one.Content == other.Content && one.ApplicationId == other.ApplicationId;

    /// <summary>Whether two requests differ in nothing but their time and recipients.</summary>
    public static bool SaysTheSame(BatchRequest one, BatchRequest other) =>
        IsSamePush(one, other) && one.SendToAllDevices == other.SendToAllDevices && one.Shard == other.Shard
        && (ReferenceEquals(one.Properties, other.Properties)
            || (one.Properties is { } a
                && other.Properties is { } b
                && a.Count == b.Count
                && a.All(pair => b.TryGetValue(pair.Key, out string? value) && value == pair.Value)));

    private Group GroupOf(BatchRequest request)
    {
        (DateTimeOffset At, string? Zone) key = (request.ScheduleAt?.ToUniversalTime() ?? DateTimeOffset.MinValue, request.Timezone);
        if (!_open.TryGetValue(key, out Group? group))
        {
            if (_inOrder.Count == MaxOpen)
            {
                Flush();
            }

            _open[key] = group = new Group(request);
            _inOrder.Add(group);
        }

        return group;
    }

    private void Send(Group group)
    {
        if (group.Known.Count > 0)
        {
            string lists = string.Join(", ", group.Lists.Select(list => $"{list.Value} named in {list.Key}"));
            BatchRequest request = group.Request with
            {
                Addressees = [.. group.Addressees],
                Excluded = [.. group.Excluded],
                LeftOut = lists.Length == 0 ? null : $"Excluded: {lists}.",
            };
            group.Clear();
            send(request);
        }
    }

    private sealed record Group(BatchRequest Request)
    {
        public List<Addressee> Addressees { get; } = [];

        public List<Addressee> Excluded { get; } = [];

        public Dictionary<string, int> Lists { get; } = new(StringComparer.Ordinal);

        public HashSet<(AddresseeType Type, string Value)> Known { get; } = [];

        public void Clear()
        {
            Addressees.Clear();
            Excluded.Clear();
            Lists.Clear();
            Known.Clear();
        }
    }
}
