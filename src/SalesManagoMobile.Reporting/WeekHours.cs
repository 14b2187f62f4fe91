namespace SalesManagoMobile.Reporting;

/// <summary>Clicks by weekday and hour of the day, in one time zone.</summary>
internal sealed class WeekHours(TimeZoneInfo zone)
{
    /// <summary>The week as most calendars print it.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Days =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    private readonly long[,] _clicks = new long[7, 24];

    public TimeZoneInfo Zone => zone;

    /// <summary>The clicks of the busiest hour.</summary>
    public long Most { get; private set; }

    /// <summary>The busiest hour; null when there are no clicks.</summary>
    public (DayOfWeek Day, int Hour)? Best { get; private set; }

    public long this[DayOfWeek day, int hour] => _clicks[(int)day, hour];

    public void Add(DateTimeOffset clicked)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(clicked, zone);
        long clicks = ++_clicks[(int)local.DayOfWeek, local.Hour];
        if (clicks > Most)
        {
            (Most, Best) = (clicks, (local.DayOfWeek, local.Hour));
        }
    }
}
