namespace SalesManagoMobile.Reporting;

/// <summary>Draws the headline figures and how they changed.</summary>
internal static class HeadlineView
{
    public static void Write(HtmlWriter html, ReportText text, Funnel total, Change? change)
    {
        html.Raw("<section aria-labelledby=\"headline\"><h2 id=\"headline\">At a glance</h2>\n<dl class=\"tiles\">");
        WriteTile(html, "sent", "Sent", text.Number(total.Sent), "messages", SentChange(text, change));
        WriteRate("displayed", "Displayed", total.DisplayRate, "sent", static one => (one.Displayed, one.Sent));
        WriteRate("clicked", "Clicked", total.ClickRate, "displayed", static one => (one.Clicked, one.Displayed));
        WriteRate("dismissed", "Dismissed", total.DismissRate, "displayed", static one => (one.Dismissed, one.Displayed));
        html.Raw("</dl>");
        if (change is not null)
        {
            html.Line($"<p class=\"hint\">Change: {text.Day(change.NowFrom)} – {text.Day(change.NowTo)} against");
            html.Line($"{text.Day(change.BeforeFrom)} – {text.Day(change.BeforeTo)}.");
            html.Line($"{(change.AreHalves ? "These are the two halves of the days shown. " : "")}A change of a rate that chance explains");
            html.Raw("is not called one.</p>");
        }

        html.Raw("</section>");

        void WriteRate(string style, string stage, double? rate, string whole, Func<Funnel, (long Hits, long Trials)> part)
        {
            (long hits, long trials) = part(total);
            string note = $"{text.Number(hits)} of {text.Number(trials)} {whole}";
            WriteTile(html, style, stage, text.Percent(rate), note, RateChange(text, change, part));
        }
    }

    private static void WriteTile(HtmlWriter html, string style, string stage, Shown figure, string note, string change)
    {
        html.Line($"<div class=\"tile {style}\"><dt>{stage}</dt><dd class=\"figure\">{figure}</dd>");
        html.Line($"<dd class=\"note\">{new Shown(note)}</dd>");
        if (change.Length > 0)
        {
            html.Line($"<dd class=\"change\">{new Shown(change)}</dd>");
        }

        html.Raw("</div>");
    }

    private static string SentChange(ReportText text, Change? change)
    {
        if (change is null || change.Before.Sent == 0)
        {
            return "";
        }

        double share = ((double)change.Now.Sent / change.Before.Sent) - 1;
        return Math.Abs(share) < 0.0005
            ? "= as many"
            : $"{(share > 0 ? "▲" : "▼")} {text.Percent(Math.Abs(share))} {(share > 0 ? "more" : "fewer")}";
    }

    private static string RateChange(ReportText text, Change? change, Func<Funnel, (long Hits, long Trials)> part)
    {
        if (change is null)
        {
            return "";
        }

        (long hits, long trials) = part(change.Now);
        (long hitsBefore, long trialsBefore) = part(change.Before);
        if (Proportion.Difference(hits, trials, hitsBefore, trialsBefore) is not { } interval)
        {
            return "";
        }

        double difference = ((double)hits / trials) - ((double)hitsBefore / trialsBefore);
        return interval.IncludesZero
            ? $"≈ no clear change ({text.SignedPoints(difference)} points)"
            : $"{(difference > 0 ? "▲" : "▼")} {text.Points(difference)} points {(difference > 0 ? "higher" : "lower")}";
    }
}
