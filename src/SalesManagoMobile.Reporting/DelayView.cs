namespace SalesManagoMobile.Reporting;

/// <summary>Draws the time from sent to clicked.</summary>
internal static class DelayView
{
    public static void Write(HtmlWriter html, ClickDelays delays)
    {
        html.Raw("<section><h2>From sent to clicked</h2>\n<div class=\"card\">");
        if (delays.Quantile(0.5) is not { } median || delays.Quantile(0.9) is not { } slowest)
        {
            html.Raw("<p>Nobody has clicked yet.</p></div></section>");
            return;
        }

        html.Line($"<p class=\"lead\">Half of the clicks come within <b>{ReportText.Span(median)}</b>, nine of ten within <b>{ReportText.Span(slowest)}</b>.</p>");
        html.Raw("<table class=\"delays\"><caption>Clicks by time since sending</caption>");
        html.Raw("<thead><tr><th scope=\"col\">Time</th><td></td><th scope=\"col\">Clicks</th><th scope=\"col\">Share</th></tr></thead><tbody>");
        long most = delays.Bars.Max(static bar => bar.Count);
        foreach ((string label, long count) in delays.Bars)
        {
            html.Line($"<tr class=\"clicked\"><th scope=\"row\">{label}</th><td class=\"bar\"><i style=\"width:{ReportText.Css(100.0 * count / most)}%\"></i></td><td>{ReportText.Number(count)}</td><td>{ReportText.Percent((double)count / delays.Count)}</td></tr>");
        }

        html.Raw("</tbody></table></div></section>");
    }
}
