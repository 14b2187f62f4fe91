using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The page that the report is.</summary>
public sealed class ReportPageTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Text_is_escaped_wherever_it_comes_from()
    {
        const string Attack = "<script>alert('x')</script>\"&";
        string page = Page(title: Attack, new ReportStatistics(1, Attack, Attack, null, new Funnel(3, 0, 0, 0)));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_anywhere()
    {
        string page = Page("Report", new ReportStatistics(1, "A", null, null, new Funnel(3, 0, 0, 0)));
        Assert.DoesNotMatch("""(?i)\b(src|href|srcset|action)\s*=|url\(|@import|<(script|link|img|iframe|object)""", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_opened_is_closed()
    {
        string page = Page("Report", new ReportStatistics(1, "A & B", "ios", null, new Funnel(3, 0, 0, 0)));
        string body = page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)];
        var parsed = XElement.Parse("<body>" + Regex.Replace(body, "&#?[a-z0-9]+;", "x") + "</body>");
        Assert.NotEmpty(parsed.Descendants("table"));
    }

    [Fact]
    public void Every_table_has_a_caption_and_every_row_a_header()
    {
        string page = Page("Report", new ReportStatistics(1, "A", "ios", null, new Funnel(3, 0, 0, 0)));
        Assert.Equal(Regex.Count(page, "<table"), Regex.Count(page, "<caption"));
        Assert.Equal(Regex.Count(page, "<tr") - Regex.Count(page, "<thead><tr"), Regex.Count(page, "scope=\"row\""));
    }

    [Fact]
    public void A_platforms_click_rate_says_what_it_is_a_share_of()
    {
        string page = Page("Report", new ReportStatistics(1, "A", "ios", null, new Funnel(1000, 500, 100, 0)));
        Assert.Contains("1,000 sent, 20.0% of displayed clicked", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_input_the_page_says_so() => Assert.Contains("There is nothing to show", Page("Report"), StringComparison.Ordinal);

    [Fact]
    public void More_conversations_than_fit_are_counted_in_a_line()
    {
        ReportStatistics[] stats =
            [.. Enumerable.Range(1, 130).Select(static id => new ReportStatistics(id, $"N{id}", null, null, new Funnel(10, 0, 0, 0)))];
        string page = Page("Report", stats);
        Assert.Contains("30 older conversations", page, StringComparison.Ordinal);
        Assert.Contains("1,300", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var stats = new ReportStatistics(1, "A", null, null, new Funnel(1500, 750, 0, 0));
        string here = Page("Report", stats);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(here, Page("Report", stats));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Page(string title, params IEnumerable<ReportStatistics> stats)
    {
        var data = new ReportData(TimeZoneInfo.Utc);
        foreach (ReportStatistics one in stats)
        {
            data.Add(one);
            data.Add(new ReportDelivery(one.Name, one.Platform, Sent, null, Sent.AddMinutes(3), null));
        }

        using var output = new StringWriter();
        new ReportPage(data, title, Sent).Write(output);
        return output.ToString();
    }
}
