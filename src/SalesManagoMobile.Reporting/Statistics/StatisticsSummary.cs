using SalesManagoMobile.Client;

namespace SalesManagoMobile.Reporting;

/// <summary>What was counted, by everything that it can be counted by.</summary>
public sealed class StatisticsSummary
{
    private readonly Dictionary<(long? Id, int Name), ConversationCounts> _conversations = [];
    private readonly SortedDictionary<int, Funnel> _days = [];
    private readonly Dictionary<int, Funnel> _groups = [];
    private Funnel _total;

    /// <summary>Sums up what the statistics hold now.</summary>
    public StatisticsSummary(DeliveryStatistics source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source;
        AddRecords();
        AddStatistics();
        Conversations = [.. _conversations.Select(pair => ToMeasure(pair.Key.Id, pair.Value)).OrderByDescending(static one => one.Start)
            .ThenBy(static one => one.Name, StringComparer.Ordinal)];
        DateTimeOffset? start = Conversations.Min(static one => one.Start);
        Total = new SmDeliveryMeasure { By = SmMeasureBy.Total, Name = "Total", Counts = _total, Start = start };
        Pushes = Merge(SmMeasureBy.Push, Conversations, PushOf);
        Platforms = Merge(SmMeasureBy.Platform, Conversations.SelectMany(static one => one.Platforms), static one => one.Name);
        Groups = [.. _groups.Select(pair => new SmDeliveryMeasure
        {
            By = SmMeasureBy.Group,
            Name = pair.Key == NameTable.Others ? "Other groups" : Source.Groups[pair.Key],
            Counts = pair.Value,
        }).OrderBy(static one => one.Name, StringComparer.Ordinal)];
        Days = [.. _days.Where(static pair => pair.Key > 0)
            .Select(pair => DayOf(SmMeasureBy.Day, DateOnly.FromDayNumber(pair.Key), pair.Value))];
    }

    /// <summary>Everything in the period.</summary>
    public SmDeliveryMeasure Total { get; }

    /// <summary>The equally long period before; null when no period was asked for or nothing was sent in it.</summary>
    public Funnel? Previous { get; private set; }

    /// <summary>The pushes, those with most messages first.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Pushes { get; }

    /// <summary>The conversations, latest first.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Conversations { get; }

    /// <summary>The platforms, those with most messages first.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Platforms { get; }

    /// <summary>The groups of recipients, by name. They come from delivery records only.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Groups { get; }

    /// <summary>The days on which something was sent.</summary>
    public IReadOnlyList<SmDeliveryMeasure> Days { get; }

    internal DeliveryStatistics Source { get; }

    /// <summary>
    /// The weekday and hour of sending, 168 of them from Sunday 0:00. They come from delivery records, and when there are none from the
    /// dates of the conversations.
    /// </summary>
    internal IReadOnlyList<Funnel> Hours { get; private set; } = [];

    /// <summary>What was asked for, as objects for files and dashboards.</summary>
    public IEnumerable<SmDeliveryMeasure> By(SmMeasureBy by) => by switch
    {
        SmMeasureBy.Push => Pushes,
        SmMeasureBy.Conversation => Conversations,
        SmMeasureBy.Platform => Platforms,
        SmMeasureBy.Group => Groups,
        SmMeasureBy.Day => Days,
        SmMeasureBy.Week or SmMeasureBy.Month => Spans(by),
        SmMeasureBy.Hour => HourMeasures(),
        _ => [Total],
    };

    internal string? PushOf(SmDeliveryMeasure conversation) => Source.Pushes.Of(conversation.ConversationId, conversation.Name);

    /// <summary>Puts days together to weeks or months.</summary>
    private IEnumerable<SmDeliveryMeasure> Spans(SmMeasureBy by) => Days.GroupBy(day => Calendar.StartOf(by, DateOf(day)))
        .Select(span => DayOf(by, span.Key, Sum(span)));

    internal static DateOnly DateOf(SmDeliveryMeasure day) => DateOnly.FromDateTime(day.Start!.Value.DateTime);

    internal static Funnel Sum(IEnumerable<SmDeliveryMeasure> many) =>
        many.Aggregate(default(Funnel), static (sum, one) => sum + one.Counts);

    private SmDeliveryMeasure DayOf(SmMeasureBy by, DateOnly day, Funnel counts) => new()
    {
        By = by,
        Name = Calendar.NameOf(by, day),
        Start = Source.Clock.StartOf(day),
        Counts = counts,
    };

    private IEnumerable<SmDeliveryMeasure> HourMeasures() => Calendar.Week
        .SelectMany(static day => Enumerable.Range(0, 24).Select(hour => (day, hour)))
        .Select(one => (one.day, one.hour, counts: Hours[((int)one.day * 24) + one.hour]))
        .Where(static one => one.counts.Sent > 0)
        .Select(static one => new SmDeliveryMeasure
        {
            By = SmMeasureBy.Hour,
            Name = $"{one.day} {one.hour:00}:00",
            Weekday = one.day,
            Hour = one.hour,
            Counts = one.counts,
        });

    private void AddRecords()
    {
        HashSet<int> told = [.. Source.Rows.Where(static one => one.Row.Name is not null)
            .Select(one => Source.Conversations.Existing(one.Row.Name!)).Where(static number => number > NameTable.Others)];
        foreach ((CubeCell cell, Funnel counts) in Source.Cells)
        {
            if (cell is { Group: not NameTable.None, IsPrevious: false })
            {
                _groups[cell.Group] = _groups.GetValueOrDefault(cell.Group) + counts;
            }

            if (told.Contains(cell.Conversation))
            {
                continue;
            }

            if (cell.IsPrevious)
            {
                Previous = (Previous ?? default) + counts;
                continue;
            }

            string? name = cell.Conversation == NameTable.Others ? "Other conversations" : Source.Conversations[cell.Conversation];
            ConversationCounts conversation = Conversation((null, cell.Conversation), name);
            conversation.FirstSent = Source.FirstSent(cell.Conversation);
            Count(conversation, cell.Platform, cell.Day, counts);
        }

        Hours = Source.Hours;
    }

    private void AddStatistics()
    {
        var hours = new Funnel[7 * 24];
        foreach ((SmConversationStats row, Period period) in Source.Rows)
        {
            var counts = Funnel.Of(row);
            if (period == Period.Previous)
            {
                Previous = (Previous ?? default) + counts;
                continue;
            }

            ConversationCounts conversation = Conversation((row.ConversationId, NameTable.None), row.Name);
            conversation.FirstSent = conversation.FirstSent < row.SentDate
                ? conversation.FirstSent
                : row.SentDate ?? conversation.FirstSent;
            int day = 0;
            if (row.SentDate is { } sent)
            {
                DateTime local = Source.Clock.Read(sent);
                day = DateOnly.FromDateTime(local).DayNumber;
                hours[DeliveryStatistics.HourOf(local)] += counts;
            }

            Count(conversation, Source.Platforms.NumberOf(row.Platform), day, counts);
        }

        Hours = Source.Records == 0 ? hours : Hours;
    }

    private ConversationCounts Conversation((long? Id, int Name) key, string? name)
    {
        if (!_conversations.TryGetValue(key, out ConversationCounts? conversation))
        {
            _conversations[key] = conversation = new ConversationCounts { Name = name };
        }

        conversation.Name ??= name;
        return conversation;
    }

    private void Count(ConversationCounts conversation, int platform, int day, Funnel counts)
    {
        _total += counts;
        _days[day] = _days.GetValueOrDefault(day) + counts;
        conversation.Platforms[platform] = conversation.Platforms.GetValueOrDefault(platform) + counts;
    }

    private SmDeliveryMeasure ToMeasure(long? id, ConversationCounts conversation) => new()
    {
        By = SmMeasureBy.Conversation,
        Name = conversation.Name,
        ConversationId = id,
        Start = conversation.FirstSent,
        Counts = conversation.Platforms.Values.Aggregate(default(Funnel), static (sum, one) => sum + one),
        Platforms = Largest(conversation.Platforms.Select(pair => new SmDeliveryMeasure
        {
            By = SmMeasureBy.Platform,
            Name = pair.Key == NameTable.Others ? "Other platforms" : Source.Platforms[pair.Key],
            Start = conversation.FirstSent,
            Counts = pair.Value,
        })),
    };

    private static SmDeliveryMeasure[] Merge(
        SmMeasureBy by, IEnumerable<SmDeliveryMeasure> parts, Func<SmDeliveryMeasure, string?> nameOf) =>
        Largest(parts.GroupBy(nameOf).Select(same => new SmDeliveryMeasure
        {
            By = by,
            Name = same.Key,
            Start = same.Min(static one => one.Start),
            Counts = Sum(same),
        }));

    private static SmDeliveryMeasure[] Largest(IEnumerable<SmDeliveryMeasure> many) =>
        [.. many.OrderByDescending(static one => one.Sent).ThenBy(static one => one.Name, StringComparer.Ordinal)];

    private sealed class ConversationCounts
    {
        public string? Name { get; set; }

        public DateTimeOffset? FirstSent { get; set; }

        public Dictionary<int, Funnel> Platforms { get; } = [];
    }
}
