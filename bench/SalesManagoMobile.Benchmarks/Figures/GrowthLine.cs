using System.Globalization;
using SalesManagoMobile.Benchmarks.Run;

namespace SalesManagoMobile.Benchmarks.Figures;

/// <summary>One kind of work at every size.</summary>
internal sealed record GrowthLine(string Work, IReadOnlyList<GrowthPoint> Points)
{
    public GrowthPoint? At(int size) => Points.FirstOrDefault(point => point.Size == size);

    public static IReadOnlyList<GrowthLine> AllOf(BenchFigures figures) =>
    [
        .. figures.Section(GrowthSection.SectionName)
            .Select(static series => (Work: series.Name[..series.Name.LastIndexOf(' ')], Point: ToPoint(series)))
            .GroupBy(static pair => pair.Work, static pair => pair.Point)
            .Select(static group => new GrowthLine(group.Key, [.. group.OrderBy(static point => point.Size)])),
    ];

    private static GrowthPoint ToPoint(Series series) => new(
        int.Parse(series.Name.AsSpan(series.Name.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture),
        series.MicrosecondsPerItem,
        series.PeakMegabytes);
}
