namespace SalesManagoMobile.Reporting;

/// <summary>Draws the trend: messages sent, the share displayed and the share clicked, each over the same days.</summary>
internal sealed class TrendView(HtmlWriter html, ReportText text, Trend trend)
{
    /// <summary>The height of the drawing. Its width is the number of points; the page stretches both.</summary>
    private const double Height = 100;

    private readonly (string Unit, string Heading) _by = trend.By switch
    {
        SmMeasureBy.Week => ("week", "Week from"),
        SmMeasureBy.Month => ("month", "Month"),
        _ => ("day", "Day"),
    };

    public void Write()
    {
        html.Line($"<section aria-labelledby=\"trend\"><h2 id=\"trend\">Trend by {_by.Unit}</h2>");
        html.Raw("<div class=\"charts\">");
        WriteCounts();
        WriteRate("displayed", "Displayed", "of sent", static one => (one.Displayed, one.Sent));
        WriteRate("clicked", "Clicked", "of displayed", static one => (one.Clicked, one.Displayed));
        html.Raw("</div>");
        html.Line($"<details><summary>The figures of each {_by.Unit}</summary><div class=\"card\"><table class=\"plain\">");
        html.Line($"<caption>Sent, displayed and clicked by {_by.Unit}</caption><thead><tr><th scope=\"col\">{_by.Heading}</th>");
        html.Raw("<th scope=\"col\">Sent</th><th scope=\"col\">Displayed, of sent</th><th scope=\"col\">Clicked, of displayed</th>");
        html.Raw("<th scope=\"col\">95 % interval</th></tr></thead><tbody>");
        foreach ((DateOnly start, Funnel counts) in trend.Points)
        {
            html.Line($"<tr><th scope=\"row\">{Date(start)}</th><td>{text.Number(counts.Sent)}</td>");
            html.Line($"<td>{text.Percent(counts.DisplayRate)}</td><td>{text.Percent(counts.ClickRate)}</td>");
            html.Line($"<td>{text.Range(counts.ClickInterval)}</td></tr>");
        }

        html.Raw("</tbody></table></div></details></section>");
    }

    private void WriteCounts()
    {
        long end = AxisScale.ForCounts(trend.Points.Max(static one => one.Counts.Sent));
        TrendPoint most = trend.Points.MaxBy(static one => one.Counts.Sent);
        WriteChart(
            "sent", "Sent", "messages", text.Number(end),
            $"Messages sent by {_by.Unit}. Most: {text.Number(most.Counts.Sent)}, {Date(most.Start)}.",
            () => WriteColumns(end));
    }

    private void WriteRate(string style, string stage, string whole, Func<Funnel, (long Hits, long Trials)> part)
    {
        (int Index, double Rate, Interval Interval)[] known =
        [
            .. trend.Points.Select((one, index) => (index, counts: part(one.Counts))).Where(static one => one.counts.Trials > 0)
                .Select(static one => (
                    one.index, Math.Min(1, (double)one.counts.Hits / one.counts.Trials),
                    Proportion.Wilson(one.counts.Hits, one.counts.Trials)!.Value)),
        ];
        if (known.Length == 0)
        {
            return;
        }

        // Weeks with few messages have wide intervals, and must not press the line to the ground.
        double end = AxisScale.ForShares(known.Select(static one => Math.Min(one.Interval.High, one.Rate * 2)));
        string y(double share) => ReportText.Css(Height - (Height * Math.Min(1, share / end))).Text;
        string x(int index) => ReportText.Css(index + 0.5).Text;
        IEnumerable<string> band = known.Select(one => $"{x(one.Index)},{y(one.Interval.High)}")
            .Concat(Enumerable.Reverse(known).Select(one => $"{x(one.Index)},{y(one.Interval.Low)}"));
        IEnumerable<string> line = known.Select(one => $"{x(one.Index)},{y(one.Rate)}");
        (int Index, double Rate, Interval Interval) first = known[0];
        (int Index, double Rate, Interval Interval) last = known[^1];
        WriteChart(
            style, stage, whole, text.RoundPercent(end),
            $"{stage}, share {whole} by {_by.Unit}: {text.Percent(first.Rate)}, {Date(trend.Points[first.Index].Start)}; "
                + $"{text.Percent(last.Rate)}, {Date(trend.Points[last.Index].Start)}.",
            () => html.Line($"<polygon points=\"{string.Join(' ', band)}\"/><polyline points=\"{string.Join(' ', line)}\"/>"));
    }

    private void WriteColumns(long end)
    {
        for (int i = 0; i < trend.Points.Count; i++)
        {
            double height = Height * trend.Points[i].Counts.Sent / end;
            html.Line($"<rect x=\"{ReportText.Css(i + 0.15)}\" y=\"{ReportText.Css(Height - height)}\" width=\"0.7\"");
            html.Line($"height=\"{ReportText.Css(height)}\"/>");
        }
    }

    private void WriteChart(string style, string stage, string whole, Shown end, string description, Action draw)
    {
        html.Line($"<div class=\"card chart {style}\"><h3>{stage} <small>{whole}</small></h3><p class=\"end\">{end}</p>");
        html.Line($"<svg viewBox=\"0 0 {ReportText.Css(trend.Points.Count)} {ReportText.Css(Height)}\" preserveAspectRatio=\"none\"");
        html.Line($"role=\"img\" aria-label=\"{new Shown(description)}\">");
        draw();
        html.Line($"</svg><p class=\"axis\"><span>{Date(trend.Points[0].Start)}</span>");
        html.Line($"<span>{Date(trend.Points[^1].Start)}</span></p></div>");
    }

    private Shown Date(DateOnly start) => trend.By == SmMeasureBy.Month ? text.Month(start) : text.Day(start);
}
