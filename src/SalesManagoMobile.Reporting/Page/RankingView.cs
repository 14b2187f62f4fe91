namespace SalesManagoMobile.Reporting;

/// <summary>Draws pushes, conversations, platforms or groups as a table with rates, small bars and intervals.</summary>
internal sealed class RankingView(HtmlWriter html, ReportText text, TimeZoneInfo zone)
{
    private const int MaxShown = 15;
    private const int MaxListed = 2000;

    /// <summary>The pushes, best first. A long list shows its first ones, and all of them folded.</summary>
    public void WritePushes(IReadOnlyList<SmDeliveryMeasure> pushes)
    {
        html.Raw("<section aria-labelledby=\"pushes\"><h2 id=\"pushes\">Which push works</h2>");
        WriteExtremes(pushes);
        IReadOnlyList<SmDeliveryMeasure> ranked = Order(pushes);
        if (ranked.Count > MaxShown)
        {
            html.Raw("<div class=\"card\">");
            WriteTable("Push", $"The {MaxShown} best pushes by click rate", ranked.Take(MaxShown), ranked);
            html.Raw("</div>");
            WriteFolded("Push", "pushes", ranked);
        }
        else
        {
            html.Raw("<div class=\"card\">");
            WriteTable("Push", "Pushes by click rate", ranked, ranked);
            html.Raw("</div>");
        }

        html.Line($"<p class=\"hint\">Best first, by the low end of the 95 % interval. {NotCompared(ranked)}</p></section>");
    }

    /// <summary>The conversations, all folded.</summary>
    public void WriteConversations(IReadOnlyList<SmDeliveryMeasure> conversations)
    {
        html.Raw("<section aria-labelledby=\"conversations\"><h2 id=\"conversations\">Conversations</h2>");
        WriteFolded("Conversation", "conversations", Order(conversations));
        html.Raw("</section>");
    }

    /// <summary>A table without an order of its own.</summary>
    public void WriteTable(string what, string caption, IEnumerable<SmDeliveryMeasure> rows, IEnumerable<SmDeliveryMeasure> scaledBy)
    {
        double end = AxisScale.ForShares(scaledBy.Where(static one => one.Counts.IsEnough).Select(static one => one.ClickRateHigh ?? 0));
        html.Line($"<table class=\"rank\"><caption>{caption}</caption><thead><tr><th scope=\"col\">{what}</th><th scope=\"col\">Sent</th>");
        html.Raw("<th scope=\"col\">Displayed <small>of sent</small></th>");
        html.Line($"<th scope=\"col\">Clicked <small>of displayed; bar to {text.RoundPercent(end)}</small></th>");
        html.Raw("<th scope=\"col\">95 % interval <small>of clicked</small></th>");
        html.Raw("<th scope=\"col\">Dismissed <small>of displayed</small></th>");
        html.Raw($"{(what == "Conversation" ? "<th scope=\"col\">Platforms</th>" : "")}</tr></thead><tbody>");
        foreach (SmDeliveryMeasure row in rows)
        {
            WriteRow(row, end);
        }

        html.Raw("</tbody></table>");
    }

    private void WriteFolded(string what, string many, IReadOnlyList<SmDeliveryMeasure> ranked)
    {
        string count = ranked.Count == 1 ? "The one conversation" : $"All {text.Number(ranked.Count)} {many}";
        html.Line($"<details><summary>{new Shown(count)}</summary><div class=\"card\">");
        WriteTable(what, $"{what}s by click rate", ranked.Take(MaxListed), ranked);
        if (ranked.Count > MaxListed)
        {
            html.Line($"<p class=\"hint\">{text.Number(ranked.Count - MaxListed)} more are in all figures and not listed.</p>");
        }

        html.Raw("</div></details>");
    }

    private void WriteExtremes(IReadOnlyList<SmDeliveryMeasure> pushes)
    {
        if (Extremes(pushes) is { } found)
        {
            html.Line($"<p class=\"lead\">Best: <b>{found.Best.Name:bdi}</b>, {text.Percent(found.Best.ClickRate)} of");
            html.Line($"{text.Number(found.Best.Displayed)} displayed clicked. Worst: <b>{found.Worst.Name:bdi}</b>,");
            html.Line($"{text.Percent(found.Worst.ClickRate)} of {text.Number(found.Worst.Displayed)}. Chance does not explain the");
            html.Raw("difference.</p>");
        }
        else if (pushes.Count(static one => one.Counts.IsEnough) > 1)
        {
            html.Raw("<p class=\"lead\">No push is best for certain: chance explains the differences.</p>");
        }
        else if (pushes.Count > 1)
        {
            html.Raw("<p class=\"lead\">There are not enough messages yet to say which push is best.</p>");
        }
    }

    /// <summary>
    /// Best first, by the low end of the interval, so that a few lucky clicks do not win. Those with too few displayed messages come last.
    /// </summary>
    private static IReadOnlyList<SmDeliveryMeasure> Order(IEnumerable<SmDeliveryMeasure> many) =>
    [
        .. many.OrderByDescending(static one => one.Counts.IsEnough).ThenByDescending(static one => one.ClickRateLow ?? -1)
            .ThenByDescending(static one => one.Sent).ThenBy(static one => one.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// The highest and the lowest click rate among those with enough messages, if chance does not explain their difference. Any two
    /// might have been chosen, so the interval holds for all pairs together.
    /// </summary>
    private static (SmDeliveryMeasure Best, SmDeliveryMeasure Worst)? Extremes(IEnumerable<SmDeliveryMeasure> many)
    {
        SmDeliveryMeasure[] enough = [.. many.Where(static one => one.Counts.IsEnough)];
        if (enough.Length < 2)
        {
            return null;
        }

        SmDeliveryMeasure best = enough.MaxBy(static one => one.ClickRate)!;
        SmDeliveryMeasure worst = enough.MinBy(static one => one.ClickRate)!;
        int pairs = (int)Math.Min(int.MaxValue, (long)enough.Length * (enough.Length - 1) / 2);
        return best.Counts.ClickDifference(worst.Counts, pairs) is { IncludesZero: false } ? (best, worst) : null;
    }

    private static string NotCompared(IReadOnlyList<SmDeliveryMeasure> ranked)
    {
        int few = ranked.Count(static one => !one.Counts.IsEnough);
        return few == 0 ? "" : $"Grey: fewer than {Funnel.EnoughDisplayed} displayed, too few to compare.";
    }

    private void WriteRow(SmDeliveryMeasure row, double end)
    {
        Funnel counts = row.Counts;
        string few = counts.IsEnough ? "" : " class=\"few\"";
        html.Raw($"<tr{few} data-v=\"{Sort(counts)} {ReportText.Css(row.Platforms.Count)}\">");
        WriteName(row);
        html.Line($"<td>{text.Number(counts.Sent)}</td><td><small>{text.Number(counts.Displayed)}</small>");
        html.Line($"{text.Percent(counts.DisplayRate)}</td>");
        string plot = counts.ClickInterval is { } interval
            ? $"<span class=\"plot\" style=\"--m:{Part(counts.ClickRate, end)};--a:{Part(interval.Low, end)};"
                + $"--b:{Part(interval.High, end)}\"></span>"
            : "";
        html.Raw("<td>" + plot);
        html.Line($"<small>{text.Number(counts.Clicked)}</small> {text.Percent(counts.ClickRate)}</td>");
        html.Line($"<td>{text.Range(counts.ClickInterval)}</td><td>{text.Percent(counts.DismissRate)}</td>");
        WritePlatforms(row);
        html.Raw("</tr>");
    }

    /// <summary>The name, and for a conversation its date.</summary>
    private void WriteName(SmDeliveryMeasure row)
    {
        if (row.By != SmMeasureBy.Conversation)
        {
            html.Line($"<th scope=\"row\">{(row.By == SmMeasureBy.Platform ? PlatformName(row.Name) : row.Name):bdi}</th>");
            return;
        }

        html.Line($"<th scope=\"row\">{row.Name:bdi}");
        if (row.Start is { } start)
        {
            html.Line($"<small>{text.DayAndTime(TimeZoneInfo.ConvertTime(start, zone))}</small>");
        }

        html.Raw("</th>");
    }

    /// <summary>The platforms of a conversation, folded.</summary>
    private void WritePlatforms(SmDeliveryMeasure row)
    {
        if (row.By != SmMeasureBy.Conversation)
        {
            return;
        }

        string count = row.Platforms.Count == 1 ? "1 platform" : $"{text.Number(row.Platforms.Count)} platforms";
        html.Line($"<td><details><summary>{new Shown(count)}</summary><ul>");
        foreach (SmDeliveryMeasure platform in row.Platforms)
        {
            html.Line($"<li>{PlatformName(platform.Name):bdi}: {text.Number(platform.Sent)} sent, {text.Percent(platform.DisplayRate)} of");
            html.Line($"sent displayed, {text.Percent(platform.ClickRate)} of displayed clicked</li>");
        }

        html.Raw("</ul></details></td>");
    }

    public static string PlatformName(string? name) => name ?? "Platform not known";

    private static string Part(double? share, double end) => ReportText.Css(Math.Min(1, (share ?? 0) / end)).Text;

    /// <summary>What the columns behind the name are sorted by.</summary>
    private static string Sort(Funnel counts) => string.Join(
        ' ', ReportText.Css(counts.Sent), Fine(counts.DisplayRate), Fine(counts.ClickRate), Fine(counts.ClickInterval?.Low),
        Fine(counts.DismissRate));

    private static string Fine(double? share) =>
        share is { } value ? value.ToString("0.#####", System.Globalization.CultureInfo.InvariantCulture) : "-1";
}
