using System.Reflection;

namespace SalesManagoMobile.Reporting;

/// <summary>Writes the report: one HTML page that needs no network, no script and nothing beside it.</summary>
public sealed class ReportPage(ReportData data, string title, DateTimeOffset madeAt)
{
    /// <summary>More conversations than anyone scrolls through; the rest is one line, and is in the totals.</summary>
    private const int MostConversations = 100;

    /// <summary>Writes the page; the writer stays open.</summary>
    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        IReadOnlyList<ConversationFunnel> conversations = data.Conversations();
        WriteHead(html);
        WriteHeader(html, conversations);
        if (conversations.Count == 0)
        {
            html.Raw("<p class=\"empty\">There is nothing to show: no statistics and no delivery records came in.</p>");
        }
        else
        {
            WritePlatforms(html, conversations);
            WriteTimes(html);
            WriteConversations(html, conversations);
        }

        WriteFooter(html);
    }

    private void WriteHead(HtmlWriter html)
    {
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">");

        // The page asks for nothing, and says so: a browser would refuse it.
        html.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        html.Line($"<title>{title}</title>");
        html.Raw("<style>");
        html.Raw(Style());
        html.Raw("</style>\n</head>\n<body>\n<main>");
    }

    private void WriteHeader(HtmlWriter html, IReadOnlyList<ConversationFunnel> conversations)
    {
        html.Line($"<header><h1>{title}</h1>");
        DateTimeOffset[] dates = [.. conversations.Select(static one => one.SentDate).OfType<DateTimeOffset>().Select(Local)];
        string period = dates.Length == 0 ? "" : dates.Min().Date == dates.Max().Date
            ? $"Sent on {ReportText.Day(dates.Max())} · "
            : $"Sent {ReportText.Day(dates.Min())} – {ReportText.Day(dates.Max())} · ";
        string count = conversations.Count == 1 ? "1 conversation" : $"{ReportText.Number(conversations.Count)} conversations";
        html.Line($"<p>{period}{count}</p></header>");
        if (conversations.Count > 0)
        {
            FunnelView.WriteTiles(html, conversations.Aggregate(default(Funnel), static (sum, one) => sum + one.Total));
        }
    }

    private static void WritePlatforms(HtmlWriter html, IReadOnlyList<ConversationFunnel> conversations)
    {
        html.Raw("<section><h2>By platform</h2>\n<div class=\"cards few\">");
        IEnumerable<(string Name, Funnel Funnel)> platforms = conversations.SelectMany(static one => one.Platforms)
            .GroupBy(static platform => platform.Key)
            .Select(static same => (Name: same.Key, Funnel: same.Aggregate(default(Funnel), static (sum, one) => sum + one.Value)))
            .OrderByDescending(static platform => platform.Funnel.Sent);
        foreach ((string name, Funnel funnel) in platforms)
        {
            html.Line($"<article class=\"card\"><h3>{name}</h3>");
            FunnelView.Write(html, funnel, name);
            html.Raw("</article>");
        }

        html.Raw("</div></section>");
    }

    private void WriteTimes(HtmlWriter html)
    {
        if (data.Records == 0)
        {
            html.Raw("<p class=\"hint\">Delivery records would also show how fast people click, and at which hours.</p>");
            return;
        }

        html.Raw("<div class=\"pair\">");
        DelayView.Write(html, data.Delays);
        WeekView.Write(html, data.Hours);
        html.Raw("</div>");
    }

    private void WriteConversations(HtmlWriter html, IReadOnlyList<ConversationFunnel> conversations)
    {
        html.Raw("<section><h2>By conversation</h2>\n<div class=\"cards\">");
        foreach (ConversationFunnel one in conversations.Take(MostConversations))
        {
            string name = one.Name ?? "Without a name";
            html.Line($"<article class=\"card\"><h3>{name}</h3>");
            string[] facts = [.. new[] { one.SentDate is { } sent ? ReportText.DayAndTime(Local(sent)) : null, one.ConversationId is { } id ? $"no. {id}" : null }.OfType<string>()];
            html.Line($"<p class=\"facts\">{string.Join(" · ", facts)}</p>");
            FunnelView.Write(html, one.Total, name);
            FunnelView.WritePlatformRates(html, one.Platforms);
            html.Raw("</article>");
        }

        html.Raw("</div>");
        if (conversations.Count > MostConversations)
        {
            html.Line($"<p class=\"hint\">{conversations.Count - MostConversations:N0} older conversations are in the totals and not shown one by one.</p>");
        }

        html.Raw("</section>");
    }

    private void WriteFooter(HtmlWriter html)
    {
        html.Raw("</main>\n<footer>");
        html.Line($"<p>Made {ReportText.DayAndTime(Local(madeAt))} from {data.Statistics:N0} rows of statistics and {data.Records:N0} delivery records. Times are in {data.Hours.Zone.Id}.</p>");
        html.Raw("<p>Displayed is a share of sent; clicked and dismissed are shares of displayed.</p>");
        html.Raw("</footer>\n</body>\n</html>");
    }

    private DateTimeOffset Local(DateTimeOffset date) => TimeZoneInfo.ConvertTime(date, data.Hours.Zone);

    private static string Style()
    {
        using Stream css = Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(css);
        return reader.ReadToEnd();
    }
}
