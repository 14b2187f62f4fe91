using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>Two charts side by side: the cost of one item, and the peak memory, over the number of items.</summary>
internal static class GrowthPicture
{
    private const int Width = 960;
    private const int Height = 400;

    public static string Draw(BenchFigures figures)
    {
        IReadOnlyList<GrowthLine> lines = GrowthLine.AllOf(figures);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{Width}} {{Height}}" width="{{Width}}" height="{{Height}}" role="img"
                aria-label="Cost of one item and peak memory over the number of items">
            <style>
            text { font: 13px system-ui, sans-serif; fill: #24292f; }
            .title { font-weight: 600; }
            .grid { stroke: #d0d7de; stroke-width: 1; }
            .line { fill: none; stroke-width: 2.5; }
            @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .grid { stroke: #444c56; } }
            </style>

            """);
        new LineChart(svg, 60, 40, 380, 260).Draw("microseconds for one item", lines, static point => point.MicrosecondsPerItem);
        new LineChart(svg, 540, 40, 380, 260).Draw("peak memory of the engine, MB", lines, static point => point.PeakMegabytes);
        Legend(svg, lines);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<GrowthLine> lines)
    {
        for (int index = 0; index < lines.Count; index++)
        {
            int x = 60 + (index * 175);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{x}\" y1=\"370\" x2=\"{x + 22}\" y2=\"370\" class=\"line\" stroke=\"{LineChart.Colour(index)}\"/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 28}\" y=\"374\">{lines[index].Work}</text>\n");
        }
    }
}
