namespace SalesManagoMobile;

/// <summary>Draws a funnel: sent → displayed → clicked → dismissed.</summary>
internal static class FunnelView
{
    /// <summary>The totals at the head of the page.</summary>
    public static void WriteTiles(HtmlWriter html, Funnel funnel)
    {
        html.Raw("<dl class=\"tiles\">");
        foreach ((string stage, long count, double? rate) in Stages(funnel))
        {
            string note = stage == "Sent" ? "messages" : ReportText.Percent(rate) + (stage == "Displayed" ? " of sent" : " of displayed");
            html.Line($"<div class=\"tile {Class(stage)}\"><dt>{stage}</dt><dd>{ReportText.Number(count)}</dd><dd class=\"note\">{note}</dd></div>");
        }

        html.Raw("</dl>");
    }

    /// <summary>A table that a screen reader reads, with a bar in each row.</summary>
    public static void Write(HtmlWriter html, Funnel funnel, string name)
    {
        html.Line($"<table class=\"funnel\"><caption>How far the messages went: {name}</caption>");
        html.Raw("<thead><tr><th scope=\"col\">Stage</th><td></td><th scope=\"col\">Messages</th><th scope=\"col\">Rate</th></tr></thead><tbody>");
        long most = Math.Max(1, Math.Max(funnel.Sent, funnel.Displayed));
        foreach ((string stage, long count, double? rate) in Stages(funnel))
        {
            double width = Math.Min(1, (double)count / most);
            html.Line($"<tr class=\"{Class(stage)}\"><th scope=\"row\">{stage}</th><td class=\"bar\"><i style=\"width:{ReportText.Css(width * 100)}%\"></i></td><td>{ReportText.Number(count)}</td><td>{(stage == "Sent" ? "" : ReportText.Percent(rate))}</td></tr>");
        }

        html.Raw("</tbody></table>");
    }

    /// <summary>The click rates of the platforms of one conversation, beside each other.</summary>
    public static void WritePlatformRates(HtmlWriter html, IReadOnlyList<KeyValuePair<string, Funnel>> platforms)
    {
        html.Raw("<ul class=\"platforms\">");
        foreach ((string name, Funnel funnel) in platforms)
        {
            html.Line($"<li><b>{name}</b> {ReportText.Number(funnel.Sent)} sent, {ReportText.Percent(funnel.ClickRate)} clicked</li>");
        }

        html.Raw("</ul>");
    }

    private static (string Stage, long Count, double? Rate)[] Stages(Funnel funnel) =>
    [
        ("Sent", funnel.Sent, null),
        ("Displayed", funnel.Displayed, funnel.DisplayRate),
        ("Clicked", funnel.Clicked, funnel.ClickRate),
        ("Dismissed", funnel.Dismissed, funnel.DismissRate),
    ];

    private static string Class(string stage) => stage.ToLowerInvariant();
}
