namespace SalesManagoMobile.Reporting;

/// <summary>Draws when to send: the best hours, and a map of 7 days by 24 hours.</summary>
internal sealed class WeekView(HtmlWriter html, ReportText text, IReadOnlyList<Funnel> hours)
{
    public void Write()
    {
        if (hours.All(static one => one.Displayed == 0))
        {
            return;
        }

        html.Raw("<section aria-labelledby=\"hours\"><h2 id=\"hours\">When to send</h2>\n<div class=\"card\">");
        IReadOnlyList<BestHour> best = BestHour.Order(hours);
        double most = best.Count > 0 ? best[0].Counts.ClickRate ?? 0 : 0;
        WriteBest(best);
        WriteMap(most);
        html.Raw("<p class=\"scale\">");
        if (most > 0)
        {
            html.Line($"Clicked, of displayed: {text.Percent(0)} <i></i> {text.Percent(most)}");
        }

        html.Raw("<span class=\"key\"></span>");
        html.Line($"fewer than {text.Number(Funnel.EnoughDisplayed)} displayed, too few to compare</p>");
        html.Raw("<p class=\"hint\">Hours are those of sending. Different pushes may have been sent at different");
        html.Raw("hours.</p></div></section>");
    }

    private void WriteBest(IReadOnlyList<BestHour> best)
    {
        if (best.Count == 0)
        {
            html.Raw("<p class=\"lead\">No hour has enough messages yet to be compared.</p>");
            return;
        }

        BestHour first = best[0];
        if (BestHour.StandsOut(first, hours))
        {
            html.Line($"<p class=\"lead\">Best: <b>{text.Weekday(first.Day)}, {text.Hour(first.Hour)} –");
            html.Line($"{text.Hour((first.Hour + 1) % 24)}</b>, {text.Percent(first.Counts.ClickRate)} of");
            html.Line($"{text.Number(first.Counts.Displayed)} displayed clicked. Chance does not explain it.</p>");
        }
        else
        {
            html.Raw("<p class=\"lead\">No hour is better than the others for certain: chance explains the differences.</p>");
        }

        html.Raw("<table class=\"plain\"><caption>The hours with the highest click rates</caption><thead><tr>");
        html.Raw("<th scope=\"col\">Hour of sending</th>");
        html.Raw("<th scope=\"col\">Clicked, of displayed</th><th scope=\"col\">95 % interval</th>");
        html.Raw("<th scope=\"col\">Displayed</th></tr></thead><tbody>");
        foreach ((DayOfWeek day, int hour, Funnel counts) in best)
        {
            html.Line($"<tr><th scope=\"row\">{text.Weekday(day)}, {text.Hour(hour)}</th><td>{text.Percent(counts.ClickRate)}</td>");
            html.Line($"<td>{text.Range(counts.ClickInterval)}</td><td>{text.Number(counts.Displayed)}</td></tr>");
        }

        html.Raw("</tbody></table>");
    }

    private void WriteMap(double most)
    {
        html.Raw("<table class=\"week\"><caption>Click rate by weekday and hour of sending</caption><thead><tr><td></td>");
        for (int hour = 0; hour < 24; hour++)
        {
            html.Line($"<th scope=\"col\"><span class=\"{(hour % 6 == 0 ? "tick" : "sr")}\">{text.Hour(hour)}</span></th>");
        }

        html.Raw("</tr></thead><tbody>");
        foreach (DayOfWeek day in Calendar.Week)
        {
            html.Line($"<tr><th scope=\"row\">{text.ShortWeekday(day)}</th>");
            for (int hour = 0; hour < 24; hour++)
            {
                WriteCell(day, hour, hours[((int)day * 24) + hour], most);
            }

            html.Raw("</tr>");
        }

        html.Raw("</tbody></table>");
    }

    private void WriteCell(DayOfWeek day, int hour, Funnel counts, double most)
    {
        if (counts.Displayed == 0)
        {
            html.Raw("<td><span class=\"sr\">–</span></td>");
            return;
        }

        double strength = counts.IsEnough && most > 0 ? Math.Min(1, (counts.ClickRate ?? 0) / most) : 0;
        string style = counts.IsEnough ? $"style=\"--v:{ReportText.Css(strength * 100)}%\"" : "class=\"few\"";
        html.Raw($"<td {style}");
        string description = $"{text.Percent(counts.ClickRate)} of {text.Number(counts.Displayed)}";
        html.Line($" title=\"{new Shown($"{text.Weekday(day)} {text.Hour(hour)}: {description} displayed clicked")}\">");
        html.Line($"<span class=\"sr\">{new Shown(description)}</span></td>");
    }
}

/// <summary>An hour of the week, and what was sent in it.</summary>
internal readonly record struct BestHour(DayOfWeek Day, int Hour, Funnel Counts)
{
    private const int MaxShown = 5;

    /// <summary>The hours with enough displayed messages, highest click rate first.</summary>
    public static IReadOnlyList<BestHour> Order(IReadOnlyList<Funnel> hours) =>
    [
        .. hours.Select(static (counts, index) => new BestHour((DayOfWeek)(index / 24), index % 24, counts))
            .Where(static one => one.Counts.IsEnough).OrderByDescending(static one => one.Counts.ClickRate)
            .ThenByDescending(static one => one.Counts.Displayed).Take(MaxShown),
    ];

    /// <summary>
    /// Whether the best hour is better than all other hours together by more than chance explains. Any hour might have been the best, so
    /// the interval holds for all of them at once.
    /// </summary>
    public static bool StandsOut(BestHour best, IReadOnlyList<Funnel> hours)
    {
        Funnel others = hours.Aggregate(default(Funnel), static (sum, one) => sum + one) - best.Counts;
        int enough = hours.Count(static one => one.IsEnough);
        return best.Counts.ClickDifference(others, enough) is { Low: > 0 };
    }
}
