using System.Globalization;
using System.Text;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Documents;

/// <summary>One chart: logarithmic across, linear from zero upwards, so that a flat line is what it looks like.</summary>
internal sealed class LineChart(StringBuilder svg, int left, int top, int width, int height)
{
    private const int Steps = 4;

    private static readonly string[] Colours = ["#0969da", "#cf222e", "#1a7f37", "#9a6700", "#8250df", "#57606a"];

    public static string Colour(int index) => Colours[index % Colours.Length];

    public void Draw(string title, IReadOnlyList<GrowthLine> lines, Func<GrowthPoint, double> value)
    {
        GrowthPoint[] points = [.. lines.SelectMany(static line => line.Points)];
        if (points.Length == 0)
        {
            return;
        }

        double largest = RoundUp(points.Max(value));
        double from = Math.Log10(points.Min(static point => point.Size));
        double span = Math.Max(1, Math.Log10(points.Max(static point => point.Size)) - from);
        double X(GrowthPoint point) => left + ((Math.Log10(point.Size) - from) / span * width);
        double Y(double amount) => top + height - (amount / largest * height);

        Add($"<text x=\"{left}\" y=\"{top - 14}\" class=\"title\">{title}</text>");
        for (int step = 0; step <= Steps; step++)
        {
            double amount = largest * step / Steps;
            Add($"<line class=\"grid\" x1=\"{left}\" y1=\"{Y(amount):0.#}\" x2=\"{left + width}\" y2=\"{Y(amount):0.#}\"/>");
            Add($"<text x=\"{left - 8}\" y=\"{Y(amount) + 4:0.#}\" text-anchor=\"end\">{amount:0.##}</text>");
        }

        foreach (GrowthPoint point in points.DistinctBy(static point => point.Size))
        {
            Add($"<text x=\"{X(point):0.#}\" y=\"{top + height + 22}\" text-anchor=\"middle\">{point.Size:N0}</text>");
        }

        for (int index = 0; index < lines.Count; index++)
        {
            string path = string.Join(' ', lines[index].Points.Select(point => Text($"{X(point):0.#},{Y(value(point)):0.#}")));
            Add($"<polyline class=\"line\" stroke=\"{Colour(index)}\" points=\"{path}\"/>");
        }
    }

    /// <summary>The next of 1, 2, 4 or 8 times a power of ten, so that the steps are round.</summary>
    private static double RoundUp(double value)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        double[] factors = [1, 2, 4, 8, 10];
        return power * factors.First(factor => power * factor >= value);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Add(FormattableString line) => svg.Append(Text(line)).Append('\n');
}
