using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Reporting;

/// <summary>Writes the report: one HTML page that needs no network and nothing beside it, and that reads without its script.</summary>
public sealed class ReportPage(StatisticsSummary summary, ReportOptions options)
{
    /// <summary>The page loads nothing, and its policy forbids it, as it forbids any script but ours.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src";

    private readonly ReportText _text = new(options.Culture);

    private TimeZoneInfo Zone => summary.Source.Scope.Zone;

    /// <summary>Writes the page; the writer stays open.</summary>
    public void Write(TextWriter output)
    {
        var html = new HtmlWriter(output);
        string script = Resource("report.js");
        WriteHead(html, script);
        WriteHeader(html);
        if (summary.Total.Sent == 0)
        {
            html.Raw("<p class=\"empty\">There is nothing to show: no messages were sent in this period.</p>");
        }
        else
        {
            WriteSections(html);
        }

        html.Raw("</main>");
        new FooterView(html, _text, summary, options).Write();
        html.Raw($"<script>{script}</script>\n</body>\n</html>");
    }

    private void WriteHead(HtmlWriter html, string script)
    {
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Raw("<meta name=\"color-scheme\" content=\"light dark\">");
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy} 'sha256-{hash}'\">");
        html.Line($"<title>{options.Title}</title>");
        html.Raw("<style>");
        html.Raw(Resource("report.css"));
        html.Raw("</style>\n</head>\n<body>\n<main>");
    }

    private void WriteHeader(HtmlWriter html)
    {
        html.Raw("<header>");
        if (options.Logo is { } logo)
        {
            html.Raw($"<img src=\"{logo}\" alt=\"Logo\">");
        }

        html.Line($"<h1>{options.Title:bdi}</h1>");
        if (summary.Total.Sent > 0)
        {
            html.Raw("<p>");
            WritePeriod(html);
            string pushes = summary.Pushes.Count == 1 ? "1 push" : $"{_text.Number(summary.Pushes.Count)} pushes";
            string conversations = summary.Conversations.Count == 1
                ? "1 conversation"
                : $"{_text.Number(summary.Conversations.Count)} conversations";
            html.Line($"{new Shown(pushes)} · {new Shown(conversations)}</p>");
        }

        html.Raw("</header>");
    }

    private void WritePeriod(HtmlWriter html)
    {
        if (summary.Days.Count == 0)
        {
            return;
        }

        DateOnly first = StatisticsSummary.DateOf(summary.Days[0]);
        DateOnly last = StatisticsSummary.DateOf(summary.Days[^1]);
        if (first == last)
        {
            html.Line($"Sent on {_text.Day(first)} · ");
        }
        else
        {
            html.Line($"Sent {_text.Day(first)} – {_text.Day(last)} · ");
        }
    }

    private void WriteSections(HtmlWriter html)
    {
        HeadlineView.Write(html, _text, summary.Total.Counts, Change.Of(summary));
        var ranking = new RankingView(html, _text, Zone);
        if (options.Compare.Count > 1)
        {
            new ComparisonView(html, _text, ranking).Write(options.Compare);
        }

        if (Trend.Of(summary.Days) is { } trend)
        {
            new TrendView(html, _text, trend).Write();
        }

        ranking.WritePushes(summary.Pushes);
        ranking.WriteConversations(summary.Conversations);
        html.Raw("<section aria-labelledby=\"platforms\"><h2 id=\"platforms\">Platforms</h2><div class=\"card\">");
        ranking.WriteTable("Platform", "Platforms", summary.Platforms, summary.Platforms);
        html.Raw("</div></section>");
        html.Raw("<div class=\"pair\">");
        DelayView.Write(html, _text, summary.Source.Delays);
        new WeekView(html, _text, summary.Hours).Write();
        html.Raw("</div>");
    }

    private static string Resource(string name)
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
