using System.Globalization;

namespace SalesManagoMobile.Reporting;

/// <summary>Days, weeks from Monday, and months.</summary>
internal static class Calendar
{
    /// <summary>The week as most calendars print it.</summary>
    public static readonly IReadOnlyList<DayOfWeek> Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    /// <summary>The first day of the week or month that a day lies in.</summary>
    public static DateOnly StartOf(SmMeasureBy by, DateOnly day) => by switch
    {
        SmMeasureBy.Week => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - (((int)day.DayOfWeek + 6) % 7))),
        SmMeasureBy.Month => new DateOnly(day.Year, day.Month, 1),
        _ => day,
    };

    /// <summary>The first day of what comes after the day, week or month.</summary>
    public static DateOnly Next(SmMeasureBy by, DateOnly start) => by switch
    {
        SmMeasureBy.Week => start.AddDays(7),
        SmMeasureBy.Month => start.AddMonths(1),
        _ => start.AddDays(1),
    };

    /// <summary>What it is called in files: 2026-03-31, and 2026-03 for a month.</summary>
    public static string NameOf(SmMeasureBy by, DateOnly start) =>
        start.ToString(by == SmMeasureBy.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
