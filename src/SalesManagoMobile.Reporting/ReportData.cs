namespace SalesManagoMobile.Reporting;

/// <summary>
/// What a report shows, gathered from a stream: memory grows with the number of conversations and not with the number of records.
/// Where statistics and records tell of the same conversation, the funnel is that of the statistics.
/// </summary>
public sealed class ReportData(TimeZoneInfo zone)
{
    private readonly Dictionary<(long Id, string Platform), ReportStatistics> _stats = [];
    private readonly Dictionary<(string? Name, string Platform), (Funnel Funnel, DateTimeOffset? First)> _counted = [];

    internal ClickDelays Delays { get; } = new();

    internal WeekHours Hours { get; } = new(zone);

    /// <summary>Delivery records read.</summary>
    public long Records { get; private set; }

    /// <summary>Rows of statistics read; one that came twice counts once.</summary>
    public int Statistics => _stats.Count;

    /// <summary>Adds the numbers of one conversation on one platform. The last ones given for the same conversation and platform stand.</summary>
    public void Add(ReportStatistics stats) => _stats[(stats.ConversationId, PlatformName(stats.Platform))] = stats;

    /// <summary>Adds one message to one device.</summary>
    public void Add(in ReportDelivery record)
    {
        Records++;
        (string?, string) key = (record.Name, PlatformName(record.Platform));
        (Funnel funnel, DateTimeOffset? first) = _counted.GetValueOrDefault(key);
        funnel += new Funnel(1, One(record.DisplayedDate), One(record.ClickedDate), One(record.DismissedDate));
        _counted[key] = (funnel, first < record.SentDate ? first : record.SentDate ?? first);

        if (record.ClickedDate is { } clicked)
        {
            Hours.Add(clicked);
            if (record.SentDate is { } sent)
            {
                Delays.Add(clicked - sent);
            }
        }
    }

    /// <summary>Every conversation, latest first.</summary>
    internal IReadOnlyList<ConversationFunnel> Conversations()
    {
        HashSet<string> named = [.. _stats.Values.Select(static stats => stats.Name).OfType<string>()];
        IEnumerable<ConversationFunnel> told = _stats.GroupBy(static entry => entry.Key.Id).Select(static platforms => new ConversationFunnel(
            platforms.Select(static entry => entry.Value.Name).FirstOrDefault(static name => name is not null),
            platforms.Key,
            platforms.Min(static entry => entry.Value.SentDate),
            Largest(platforms.Select(static entry => KeyValuePair.Create(entry.Key.Platform, entry.Value.Counts)))));
        IEnumerable<ConversationFunnel> counted = _counted.Where(entry => entry.Key.Name is not { } name || !named.Contains(name))
            .GroupBy(static entry => entry.Key.Name)
            .Select(static platforms => new ConversationFunnel(
                platforms.Key,
                null,
                platforms.Min(static entry => entry.Value.First),
                Largest(platforms.Select(static entry => KeyValuePair.Create(entry.Key.Platform, entry.Value.Funnel)))));
        return [.. told.Concat(counted).OrderByDescending(static one => one.SentDate).ThenBy(static one => one.Name, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<KeyValuePair<string, Funnel>> Largest(IEnumerable<KeyValuePair<string, Funnel>> platforms) =>
        [.. platforms.OrderByDescending(static platform => platform.Value.Sent).ThenBy(static platform => platform.Key, StringComparer.Ordinal)];

    private static int One(DateTimeOffset? date) => date is null ? 0 : 1;

    /// <summary>The wire writes <c>android</c>, <c>ANDROID</c> and <c>ios</c>; people read names.</summary>
    private static string PlatformName(string? platform) => platform?.ToUpperInvariant() switch
    {
        "ANDROID" => "Android",
        "IOS" => "iOS",
        null or "" => "Platform not known",
        _ => platform,
    };
}
