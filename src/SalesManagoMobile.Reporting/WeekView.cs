namespace SalesManagoMobile.Reporting;

/// <summary>Draws the clicks of a week as a map of 7 days by 24 hours.</summary>
internal static class WeekView
{
    public static void Write(HtmlWriter html, WeekHours hours)
    {
        html.Raw("<section><h2>Best hours</h2>\n<div class=\"card\">");
        if (hours.Best is not { } best)
        {
            html.Raw("<p>Nobody has clicked yet.</p></div></section>");
            return;
        }

        html.Line($"<p class=\"lead\">Most clicks: <b>{best.Day} {best.Hour:00}:00–{best.Hour + 1:00}:00</b>, {ReportText.Number(hours.Most)} of them.</p>");
        html.Raw("<table class=\"week\"><caption>Clicks by weekday and hour</caption><thead><tr><td></td>");
        for (int hour = 0; hour < 24; hour++)
        {
            html.Line($"<th scope=\"col\" class=\"{(hour % 6 == 0 ? "tick" : "")}\"><span>{hour:00}</span></th>");
        }

        html.Raw("</tr></thead><tbody>");
        foreach (DayOfWeek day in WeekHours.Days)
        {
            WriteDay(html, hours, day);
        }

        html.Raw("</tbody></table>");
        html.Line($"<p class=\"scale\" aria-hidden=\"true\">0 <i></i> {ReportText.Number(hours.Most)}</p>");
        html.Raw("</div></section>");
    }

    private static void WriteDay(HtmlWriter html, WeekHours hours, DayOfWeek day)
    {
        html.Line($"<tr><th scope=\"row\"><abbr title=\"{day}\">{day.ToString()[..2]}</abbr></th>");
        for (int hour = 0; hour < 24; hour++)
        {
            long clicks = hours[day, hour];
            string strength = ReportText.Css(100.0 * clicks / hours.Most);
            html.Line($"<td style=\"--v:{strength}%\" title=\"{day} {hour:00}:00: {ReportText.Number(clicks)} clicks\"><span>{clicks}</span></td>");
        }

        html.Raw("</tr>");
    }
}
