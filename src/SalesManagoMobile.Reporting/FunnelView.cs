namespace SalesManagoMobile.Reporting;

/// <summary>Draws a funnel: sent → displayed → clicked → dismissed.</summary>
internal static class FunnelView
{
    /// <summary>The totals at the head of the page.</summary>
    public static void WriteTiles(HtmlWriter html, Funnel funnel)
    {
        html.Raw("<dl class=\"tiles\">");
        foreach ((string stage, string style, long count, string rate, string whole) in Stages(funnel))
        {
            html.Line($"<div class=\"tile {style}\"><dt>{stage}</dt><dd>{ReportText.Number(count)}</dd><dd class=\"note\">{rate} {whole}</dd></div>");
        }

        html.Raw("</dl>");
    }

    /// <summary>A table that a screen reader reads, with a bar in each row.</summary>
    public static void Write(HtmlWriter html, Funnel funnel, string name)
    {
        html.Line($"<table class=\"funnel\"><caption>How far the messages went: {name}</caption>");
        html.Raw("<thead><tr><th scope=\"col\">Stage</th><td></td><th scope=\"col\">Messages</th><th scope=\"col\">Rate</th></tr></thead><tbody>");
        long most = Math.Max(1, Math.Max(funnel.Sent, funnel.Displayed));
        foreach ((string stage, string style, long count, string rate, _) in Stages(funnel))
        {
            double width = Math.Min(1, (double)count / most);
            html.Line($"<tr class=\"{style}\"><th scope=\"row\">{stage}</th><td class=\"bar\"><i style=\"width:{ReportText.Css(width * 100)}%\"></i></td><td>{ReportText.Number(count)}</td><td>{rate}</td></tr>");
        }

        html.Raw("</tbody></table>");
    }

    /// <summary>The click rates of the platforms of one conversation, beside each other.</summary>
    public static void WritePlatformRates(HtmlWriter html, IReadOnlyList<KeyValuePair<string, Funnel>> platforms)
    {
        html.Raw("<ul class=\"platforms\">");
        foreach ((string name, Funnel funnel) in platforms)
        {
            html.Line($"<li><b>{name}</b> {ReportText.Number(funnel.Sent)} sent, {ReportText.Percent(funnel.ClickRate)} of displayed clicked</li>");
        }

        html.Raw("</ul>");
    }

    private static (string Stage, string Style, long Count, string Rate, string Whole)[] Stages(Funnel funnel) =>
    [
        ("Sent", "sent", funnel.Sent, "", "messages"),
        ("Displayed", "displayed", funnel.Displayed, ReportText.Percent(funnel.DisplayRate), "of sent"),
        ("Clicked", "clicked", funnel.Clicked, ReportText.Percent(funnel.ClickRate), "of displayed"),
        ("Dismissed", "dismissed", funnel.Dismissed, ReportText.Percent(funnel.DismissRate), "of displayed"),
    ];
}
