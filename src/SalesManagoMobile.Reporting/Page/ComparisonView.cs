namespace SalesManagoMobile.Reporting;

/// <summary>Draws what is compared side by side, and says in a sentence what the difference is worth.</summary>
internal sealed class ComparisonView(HtmlWriter html, ReportText text, RankingView table)
{
    /// <param name="items">What is compared; each one with the first.</param>
    public void Write(IReadOnlyList<SmDeliveryMeasure> items)
    {
        html.Raw("<section aria-labelledby=\"comparison\"><h2 id=\"comparison\">Comparison</h2><div class=\"card\">");
        table.WriteTable("Compared", "What is compared, side by side", items, items);
        foreach (SmDeliveryMeasure other in items.Skip(1))
        {
            WriteVerdict(items[0], other, items.Count - 1);
        }

        if (items.Count > 2)
        {
            html.Line($"<p class=\"hint\">The intervals hold for all {text.Number(items.Count - 1)} comparisons together.</p>");
        }

        html.Raw("</div></section>");
    }

    private void WriteVerdict(SmDeliveryMeasure first, SmDeliveryMeasure other, int comparisons)
    {
        html.Raw("<p class=\"verdict\">");
        if (other.Counts.ClickDifference(first.Counts, comparisons) is not { } interval)
        {
            html.Line($"<b>{other.Name:bdi}</b> and <b>{first.Name:bdi}</b> cannot be compared: one of them was not displayed.</p>");
            return;
        }

        double difference = other.ClickRate!.Value - first.ClickRate!.Value;
        string often = Math.Abs(difference) < 0.0005
            ? "as often as"
            : $"{text.Points(difference)} points {(difference < 0 ? "less" : "more")} often than";
        html.Line($"<b>{other.Name:bdi}</b> was clicked {new Shown(often)}");
        html.Line($"<b>{first.Name:bdi}</b>, of displayed (95 % interval of the difference: {text.SignedPoints(interval.Low)} to");
        html.Line($"{text.SignedPoints(interval.High)} points).");
        html.Raw(interval.IncludesZero
            ? "There are not enough data to say which is better.</p>"
            : "The data are enough to say so.</p>");
    }
}
