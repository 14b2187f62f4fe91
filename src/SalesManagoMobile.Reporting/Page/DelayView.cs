namespace SalesManagoMobile.Reporting;

/// <summary>Draws the time from sent to clicked.</summary>
internal static class DelayView
{
    public static void Write(HtmlWriter html, ReportText text, ClickDelays delays)
    {
        if (delays.Quantile(0.5) is not { } median || delays.Quantile(0.9) is not { } slowest)
        {
            return;
        }

        html.Raw("<section aria-labelledby=\"delays\"><h2 id=\"delays\">From sent to clicked</h2>\n<div class=\"card\">");
        html.Line($"<p class=\"lead\">Half of the clicks come within <b>{ReportText.Span(median)}</b>, nine of ten within");
        html.Line($"<b>{ReportText.Span(slowest)}</b>.</p>");
        html.Raw("<table class=\"bars\"><caption>Clicks by time since sending</caption><thead><tr><th scope=\"col\">Time</th>");
        html.Raw("<th scope=\"col\">Share of clicks</th><th scope=\"col\">Clicks</th></tr></thead><tbody>");
        foreach ((string label, long count) in delays.Bars)
        {
            double share = (double)count / delays.Count;
            html.Line($"<tr><th scope=\"row\">{label}</th>");
            html.Line($"<td><span class=\"bar\" style=\"--m:{ReportText.Css(share)}\"></span>{text.Percent(share)}</td>");
            html.Line($"<td>{text.Number(count)}</td></tr>");
        }

        html.Raw("</tbody></table></div></section>");
    }
}
