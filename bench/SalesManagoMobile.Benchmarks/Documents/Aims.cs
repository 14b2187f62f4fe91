using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>What was aimed at, and what was measured: the page tells of both, met or not.</summary>
internal static class Aims
{
    public static string Table(BenchFigures figures)
    {
        StringBuilder table = Documents.Table.Header("aim", "wanted", "measured", "");
        AtLeast(
            table, "sending against an HTTP client in C#", 0.9,
            Speed(figures, SendingSection.SectionName, SendingWork.ModuleName, SendingWork.RawName));
        AtLeast(
            table, "sending against `Invoke-RestMethod` in a loop", 15,
            Speed(figures, SendingSection.SectionName, SendingWork.ModuleName, SendingWork.LoopName));
        AtLeast(
            table, "sending against `ForEach-Object -Parallel`", 80,
            Speed(figures, SendingSection.SectionName, SendingWork.ModuleName, SendingWork.ParallelName));
        AtLeast(
            table, "sending with a journal against without", 0.8,
            Speed(figures, SendingSection.SectionName, SendingWork.JournalName, SendingWork.ModuleName));
        AtLeast(table, "reading against `Import-Csv`", 4, Speed(figures, "reading", ReadingSection.Module, ReadingSection.ImportCsv));
        AtMost(
            table, "importing against an empty binary module", "times", 1.5,
            1 / Speed(figures, "start", StartSection.Import, StartSection.ImportEmpty));
        AtMost(
            table, "importing against the same with one view", "times", 1.5,
            1 / Speed(figures, "start", StartSection.Import, StartSection.ImportOneView));
        AtMost(table, "peak memory of a million pushes beyond ten thousand", "MB", 30, Growth(figures, GrowthSection.Sending));
        return table.ToString();
    }

    private static void AtLeast(StringBuilder table, string aim, double wanted, double? measured) =>
        Row(table, aim, string.Create(CultureInfo.InvariantCulture, $"at least {wanted} times"), measured, "times", measured >= wanted);

    private static void AtMost(StringBuilder table, string aim, string unit, double wanted, double? measured) =>
        Row(table, aim, string.Create(CultureInfo.InvariantCulture, $"below {wanted} {unit}"), measured, unit, measured < wanted);

    private static void Row(StringBuilder table, string aim, string wanted, double? measured, string unit, bool met)
    {
        if (measured is { } value)
        {
            Documents.Table.Row(table, aim, wanted, $"{Documents.Table.Short(value)} {unit}", met ? "met" : "**missed**");
        }
    }

    private static double? Speed(BenchFigures figures, string section, string mine, string theirs) =>
        figures.Find(section, mine) is { } one && figures.Find(section, theirs) is { } other ? one.SpeedAgainst(other) : null;

    private static double? Growth(BenchFigures figures, string work) =>
        GrowthLine.AllOf(figures).FirstOrDefault(line => line.Work == work) is { } line
            && line.At(10_000) is { } few
            && line.At(1_000_000) is { } many
            ? many.PeakMegabytes - few.PeakMegabytes
            : null;
}
