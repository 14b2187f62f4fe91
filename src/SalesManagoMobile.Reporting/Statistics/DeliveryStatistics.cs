using SalesManagoMobile.Client;

namespace SalesManagoMobile.Reporting;

/// <summary>
/// Counts delivery records and statistics as they come. Only counts are kept, and names up to a limit, so a million records need no more
/// memory than a thousand. Where statistics and records tell of the same conversation, its counts are those of the statistics.
/// </summary>
public sealed class DeliveryStatistics(StatisticsScope scope)
{
    /// <summary>The largest number of conversations that are listed separately.</summary>
    public const int MaxConversations = 10_000;

    /// <summary>The largest number of platforms that are listed separately.</summary>
    public const int MaxPlatforms = 16;

    /// <summary>The largest number of groups that are listed separately.</summary>
    public const int MaxGroups = 100;

    private const int MaxCells = 200_000;
    private const int MaxStatistics = 20_000;

    private readonly DeliveryCube _cube = new(MaxCells);
    private readonly Dictionary<(long Id, int Platform), (SmConversationStats Row, Period Period)> _rows = [];
    private readonly List<long> _firstSent = [];

    /// <summary>Delivery records handed in.</summary>
    public long Records { get; private set; }

    /// <summary>Rows of statistics handed in that count; one that came twice counts once.</summary>
    public int StatisticsRows => _rows.Count;

    /// <summary>Inputs that are in none of the figures, or not listed separately in them.</summary>
    public LeftOut LeftOut { get; } = new();

    internal StatisticsScope Scope => scope;

    internal LocalClock Clock { get; } = new(scope.Zone);

    internal NameTable Conversations { get; } = new(MaxConversations);

    internal NameTable Platforms { get; } = new(MaxPlatforms, PlatformName);

    internal NameTable Groups { get; } = new(MaxGroups);

    internal PushNames Pushes { get; } = new();

    internal ClickDelays Delays { get; } = new();

    /// <summary>Records by the weekday and hour of sending.</summary>
    internal Funnel[] Hours { get; } = new Funnel[7 * 24];

    internal IEnumerable<(CubeCell Cell, Funnel Counts)> Cells => _cube.Cells;

    internal IEnumerable<(SmConversationStats Row, Period Period)> Rows => _rows.Values;

    /// <summary>Adds one message to one device.</summary>
    /// <param name="record">The message.</param>
    /// <param name="group">The group of its recipient, or null.</param>
    public void Add(SmDeliveryRecord record, string? group = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        Records++;
        Period period = scope.PeriodOf(record.SentDate);
        if (period is Period.Outside or Period.Unknown)
        {
            LeftOut.Count(period, 1);
            return;
        }

        var counts = new Funnel(1, One(record.DisplayedDate), One(record.ClickedDate), One(record.DismissedDate));
        int conversation = Conversations.NumberOf(record.Name);
        if (period == Period.Previous)
        {
            _cube.Add(new CubeCell(conversation, NameTable.None, NameTable.None, 0, IsPrevious: true), counts);
            return;
        }

        int day = 0;
        if (record.SentDate is { } sent)
        {
            DateTime local = Clock.Read(sent);
            day = DateOnly.FromDateTime(local).DayNumber;
            Hours[HourOf(local)] += counts;
            KeepFirst(conversation, sent.UtcTicks);
            if (record.ClickedDate is { } clicked)
            {
                Delays.Add(clicked - sent);
            }
        }
        else
        {
            LeftOut.Undated++;
        }

        int platform = Platforms.NumberOf(record.Platform);
        _cube.Add(new CubeCell(conversation, platform, Groups.NumberOf(group), day, IsPrevious: false), counts);
        LeftOut.Beyond = _cube.Beyond;
    }

    /// <summary>
    /// Adds the numbers of one conversation on one platform. The last ones given for the same conversation and platform stand.
    /// </summary>
    public void Add(SmConversationStats row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Period period = scope.PeriodOf(row.SentDate);
        (long Id, int Platform) key = (row.ConversationId, Platforms.NumberOf(row.Platform));
        if (period is Period.Outside or Period.Unknown)
        {
            LeftOut.Count(period, Funnel.Of(row).Sent);
        }
        else if (_rows.Count >= MaxStatistics && !_rows.ContainsKey(key))
        {
            LeftOut.Statistics++;
        }
        else
        {
            _rows[key] = (row with { Name = string.IsNullOrEmpty(row.Name) ? null : NameTable.Cut(row.Name) }, period);
        }
    }

    /// <summary>Names a push, so that its conversations are counted under its name.</summary>
    public void AddPush(string id, string name) => Pushes.AddPush(id, name);

    /// <summary>Tells which push a conversation sent.</summary>
    public void AddConversation(long? id, string? name, string pushId) => Pushes.AddConversation(id, name, pushId);

    /// <summary>When the first message under a conversation's name was sent.</summary>
    internal DateTimeOffset? FirstSent(int conversation) =>
        conversation < _firstSent.Count && _firstSent[conversation] is < long.MaxValue and { } ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    internal static int HourOf(DateTime local) => ((int)local.DayOfWeek * 24) + local.Hour;

    private void KeepFirst(int conversation, long ticks)
    {
        while (_firstSent.Count <= conversation)
        {
            _firstSent.Add(long.MaxValue);
        }

        _firstSent[conversation] = Math.Min(_firstSent[conversation], ticks);
    }

    private static int One(DateTimeOffset? date) => date is null ? 0 : 1;

    /// <summary>The wire writes <c>android</c>, <c>ANDROID</c> and <c>ios</c>; people read names.</summary>
    private static string PlatformName(string platform) => platform.Trim().ToUpperInvariant() switch
    {
        "ANDROID" => "Android",
        "IOS" => "iOS",
        _ => platform,
    };
}

/// <summary>Inputs that are in none of the figures, or not listed separately in them.</summary>
public sealed class LeftOut
{
    /// <summary>Messages outside the period that was asked for, and outside the one before it.</summary>
    public long Outside { get; private set; }

    /// <summary>Messages without a sent date while a period was asked for.</summary>
    public long WithoutDate { get; private set; }

    /// <summary>Messages without a sent date that are in the totals and not in the trend and the hours.</summary>
    public long Undated { get; internal set; }

    /// <summary>Records that are in the totals only, because there were too many names and days to tell them apart.</summary>
    public long Beyond { get; internal set; }

    /// <summary>Rows of statistics beyond what is kept.</summary>
    public long Statistics { get; internal set; }

    internal void Count(Period period, long messages)
    {
        if (period == Period.Unknown)
        {
            WithoutDate += messages;
        }
        else
        {
            Outside += messages;
        }
    }
}
