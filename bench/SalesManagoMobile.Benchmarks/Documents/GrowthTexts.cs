using System.Text;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>The growth table, and what a million inputs cost in memory beside ten thousand.</summary>
internal static class GrowthTexts
{
    public static void AddTo(Dictionary<string, string> texts, BenchFigures figures)
    {
        IReadOnlyList<GrowthLine> lines = GrowthLine.AllOf(figures);
        int[] sizes = [.. lines.SelectMany(static line => line.Points).Select(static point => point.Size).Distinct().Order()];
        if (sizes.Length == 0)
        {
            return;
        }

        StringBuilder table = Table.Header(["", .. sizes.Select(static size => $"at {Table.Whole(size)}")]);
        foreach (GrowthLine line in lines)
        {
            Table.Row(table, [line.Work, .. sizes.Select(size => Cell(line, size))]);
            if (line.At(10_000) is { } few && line.At(1_000_000) is { } many)
            {
                texts[$"growth.memory.{line.Work.Replace(' ', '-')}"] = Table.Whole(many.PeakMegabytes - few.PeakMegabytes);
            }
        }

        texts["growth"] = table.ToString();
    }

    private static string Cell(GrowthLine line, int size) =>
        line.At(size) is { } point ? FormattableString.Invariant($"{point.MicrosecondsPerItem:0.0} µs, {point.PeakMegabytes:0} MB") : "";
}
