using SalesManagoMobile.Client;
using SalesManagoMobile.Reporting;

namespace SalesManagoMobile.Tests;

/// <summary>Delivery records made by chance, the same for the same seed.</summary>
internal static class MadeRecords
{
    private static readonly string?[] Platforms = ["android", "ANDROID", "ios", "huawei", null];

    /// <summary>The day on which the first of them is sent.</summary>
    public static readonly DateTimeOffset First = new(2026, 2, 25, 6, 0, 0, TimeSpan.Zero);

    public static List<MadeRecord> Make(int seed, int count, int conversations = 7, int days = 40)
    {
        var random = new Random(seed);
        var records = new List<MadeRecord>();
        for (int i = 0; i < count; i++)
        {
            int number = random.Next(conversations + 1);
            DateTimeOffset? sent = random.Next(50) == 0 ? null : First.AddMinutes(random.Next(days * 24 * 60));
            DateTimeOffset? displayed = random.Next(10) < 7 ? (sent ?? First).AddSeconds(random.Next(4000)) : null;
            DateTimeOffset? clicked = displayed is { } shown && random.Next(10) < 1 + (number % 4)
                ? shown.AddSeconds(random.Next(9000) - 50)
                : null;
            DateTimeOffset? dismissed = clicked is null && random.Next(3) == 0 ? displayed?.AddSeconds(9) : null;
            string? name = number == 0 ? null : $"Push {number % 3}, wave of 2026-03-{number:00}";
            records.Add(new MadeRecord(
                name, Platforms[random.Next(Platforms.Length)], sent, displayed, clicked, dismissed,
                random.Next(3) switch { 0 => "A", 1 => "B", _ => null }));
        }

        return records;
    }

    public static Funnel Count(IEnumerable<MadeRecord> records) => new(
        records.Count(),
        records.Count(static one => one.DisplayedDate is not null),
        records.Count(static one => one.ClickedDate is not null),
        records.Count(static one => one.DismissedDate is not null));

    public static DeliveryStatistics Statistics(
        IEnumerable<MadeRecord> records, string zone = "UTC", DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var statistics = new DeliveryStatistics(new StatisticsScope(TimeZoneInfo.FindSystemTimeZoneById(zone), since, until, now));
        foreach (MadeRecord record in records)
        {
            statistics.Add(record);
        }

        return statistics;
    }

    public static void Add(this DeliveryStatistics statistics, MadeRecord made)
    {
        var record = new SmDeliveryRecord
        {
            Name = made.Name,
            Platform = made.Platform,
            SentDate = made.SentDate,
            DisplayedDate = made.DisplayedDate,
            ClickedDate = made.ClickedDate,
            DismissedDate = made.DismissedDate,
        };
        statistics.Add(record, made.Group);
    }
}

/// <summary>A delivery record and the group of its recipient, short to write.</summary>
internal sealed record MadeRecord(
    string? Name, string? Platform, DateTimeOffset? SentDate, DateTimeOffset? DisplayedDate, DateTimeOffset? ClickedDate,
    DateTimeOffset? DismissedDate, string? Group = null);
