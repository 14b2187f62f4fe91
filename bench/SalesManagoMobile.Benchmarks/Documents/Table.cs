using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>Markdown tables of figures.</summary>
internal static class Table
{
    /// <summary>Who does how many a second, and how that compares with ours.</summary>
    public static string Speeds(string items, IReadOnlyList<Series> series, Series ours)
    {
        StringBuilder table = Header("", $"{items} per second", "ours is × times as fast", "spread of the rounds", "peak memory");
        foreach (Series one in series)
        {
            double ratio = ours.SpeedAgainst(one);
            Row(
                table, one.Name, Whole(one.PerSecond), ReferenceEquals(one, ours) ? "1" : Short(ratio), Spread(one),
                $"{Whole(one.PeakMegabytes)} MB");
        }

        return table.ToString();
    }

    /// <summary>Who answers how many a second, and how long a caller waits.</summary>
    public static string Answers(IReadOnlyList<Series> series, Series ours)
    {
        StringBuilder table =
            Header("", "callbacks per second", "ours is × times as fast", "99 of 100 answered within", "spread of the rounds");
        foreach (Series one in series)
        {
            Row(
                table, one.Name, Whole(one.PerSecond), ReferenceEquals(one, ours) ? "1" : Short(ours.SpeedAgainst(one)),
                $"{Short(one.P99Milliseconds)} ms", Spread(one));
        }

        return table.ToString();
    }

    /// <summary>The same work with one layer more each time; the first is the bare request.</summary>
    public static string Layers(IReadOnlyList<Series> layers)
    {
        StringBuilder table = Header("layer", "per second", "of the raw speed", "processor time a push", "allocated a push");
        foreach (Series one in layers)
        {
            Row(
                table, one.Name, Whole(one.PerSecond), Short(one.SpeedAgainst(layers[0])), $"{one.CpuMicrosecondsPerItem:0.0} µs",
                $"{Whole(one.AllocatedPerItem)} B");
        }

        return table.ToString();
    }

    /// <summary>How long something takes once.</summary>
    public static string Times(IReadOnlyList<Series> series)
    {
        StringBuilder table = Header("", "median", "fastest", "slowest");
        foreach (Series one in series)
        {
            Row(
                table, one.Name, Milliseconds(one.Seconds), Milliseconds(one.Rounds.Min(static r => r.Seconds)),
                Milliseconds(one.Rounds.Max(static r => r.Seconds)));
        }

        return table.ToString();
    }

    /// <summary>How long a report takes, how large it is, and what memory it needs.</summary>
    public static string Reports(IReadOnlyList<Series> series)
    {
        StringBuilder table = Header("", "time", "page", "peak memory of the engine");
        foreach (Series one in series)
        {
            Row(table, one.Name, Milliseconds(one.Seconds), $"{Whole(one.FileKilobytes)} kB", $"{Whole(one.PeakMegabytes)} MB");
        }

        return table.ToString();
    }

    public static string Micro(IReadOnlyList<MicroResult> results)
    {
        StringBuilder table = Header("part", "what", "time", "allocated");
        foreach (MicroResult one in results)
        {
            Row(table, one.Group, one.Name, Time(one.Nanoseconds), $"{Whole(one.AllocatedBytes)} B");
        }

        return table.ToString();
    }

    public static StringBuilder Header(params IReadOnlyList<string> columns) =>
        new StringBuilder().Append("| ").AppendJoin(" | ", columns).Append(" |\n|")
            .AppendJoin('|', columns.Select(static (_, index) => index == 0 ? "---" : "---:")).Append('|');

    public static void Row(StringBuilder table, params IReadOnlyList<string> cells) =>
        table.Append("\n| ").AppendJoin(" | ", cells).Append(" |");

    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Short(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Spread(Series one) => string.Create(
        CultureInfo.InvariantCulture,
        $"± {(one.Rounds.Max(static r => r.PerSecond) - one.Rounds.Min(static r => r.PerSecond)) / 2 / one.PerSecond:0%}");

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms");

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0} ns"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1000:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1_000_000:0.0} ms"),
    };
}
