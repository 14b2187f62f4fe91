using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The page that the report is: what it shows, what it leaves to the reader, and that text of others stays text.</summary>
public sealed class ReportPageTests
{
    private static readonly List<MadeRecord> Records = MadeRecords.Make(seed: 2, count: 6000);

    [Fact]
    public void The_headline_figures_are_those_of_the_records()
    {
        XElement main = Body(Page(Records));
        Funnel expected = MadeRecords.Count(Records);
        Assert.Equal(
            [$"{Number(expected.Sent)}", Percent(expected.DisplayRate), Percent(expected.ClickRate), Percent(expected.DismissRate)],
            Classes(main, "dd", "figure").Select(static one => one.Value.Trim()));
        Assert.Contains($"{Number(expected.Clicked)} of {Number(expected.Displayed)} displayed", main.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_pushes_has_the_figures_of_each_push()
    {
        XElement table = Body(Page(Records)).Descendants("table").First(static one => Caption(one) == "Pushes by click rate");
        var rows = table.Element("tbody")!.Elements("tr").ToDictionary(
            static row => row.Element("th")!.Value.Trim(),
            static row => string.Join('|', row.Elements("td").Select(static cell => Regex.Replace(cell.Value.Trim(), @"\s+", " "))));
        foreach (IGrouping<string?, MadeRecord> push in Records.GroupBy(static one => one.Name?[..12]))
        {
            Funnel counts = MadeRecords.Count(push);
            Interval interval = Proportion.Wilson(counts.Clicked, counts.Displayed)!.Value;
            Assert.Equal(
                $"{Number(counts.Sent)}|{Number(counts.Displayed)} {Percent(counts.DisplayRate)}"
                    + $"|{Number(counts.Clicked)} {Percent(counts.ClickRate)}|"
                    + $"{Percent(interval.Low)} – {Percent(interval.High)}|{Percent(counts.DismissRate)}",
                rows[push.Key ?? "Without a name"]);
        }
    }

    [Fact]
    public void Pushes_are_ranked_by_the_low_end_of_their_interval_and_those_with_few_messages_come_last()
    {
        MadeRecord[] records = [.. Clicks("Certain", 1000, 100), .. Clicks("Lucky", 110, 14), .. Clicks("Few", 99, 90)];
        XElement table = Body(Page(records)).Descendants("table").First(static one => Caption(one) == "Pushes by click rate");
        XElement[] rows = [.. table.Element("tbody")!.Elements("tr")];
        Assert.Equal(["Certain", "Lucky", "Few"], rows.Select(static row => row.Element("th")!.Value.Trim()));
        Assert.Equal([null, null, "few"], rows.Select(static row => row.Attribute("class")?.Value));
    }

    [Fact]
    public void The_best_and_the_worst_push_are_named_only_when_the_data_are_enough()
    {
        string certain = Page([.. Clicks("Good one", 1000, 120), .. Clicks("Middling", 1000, 80), .. Clicks("Bad one", 1000, 40)]);
        Assert.Contains(
            "Best: Good one, 12.0% of 1,000 displayed clicked. Worst: Bad one, 4.0% of 1,000.", Words(certain), StringComparison.Ordinal);
        string alike = Page([.. Clicks("A", 1000, 101), .. Clicks("B", 1000, 100)]);
        Assert.Contains("No push is best for certain", alike, StringComparison.Ordinal);
        string few = Page([.. Clicks("A", 90, 80), .. Clicks("B", 90, 1)]);
        Assert.Contains("not enough messages yet", few, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_pushes_the_extremes_must_differ_by_more_than_two_alone_would_have_to()
    {
        MadeRecord[] two = [.. Clicks("A", 1000, 100), .. Clicks("B", 1000, 70)];
        Assert.Contains("Best: ", Page(two), StringComparison.Ordinal);
        IEnumerable<MadeRecord> others = Enumerable.Range(0, 20).SelectMany(static one => Clicks($"Other {one}", 1000, 85));
        Assert.Contains("No push is best for certain", Page([.. two, .. others]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_is_as_long_as_its_label_says()
    {
        XElement main = Body(Page(Records));
        (double Bar, string Label)[] bars =
            [.. Classes(main, "span", "bar").Select(static bar => (Length(bar, "m"), bar.Parent!.Value.Trim()))];
        Assert.Equal(11, bars.Length);
        Assert.All(bars, static bar => Assert.Equal(bar.Label, Percent(bar.Bar)));

        XElement table = main.Descendants("table").First(static one => Caption(one) == "Platforms");
        string axis = Regex.Match(table.Element("thead")!.Value, @"bar to (\d+)%").Groups[1].Value;
        double end = int.Parse(axis, CultureInfo.InvariantCulture) / 100.0;
        foreach (XElement plot in Classes(table, "span", "plot"))
        {
            double rate = double.Parse(Regex.Match(plot.Parent!.Value, @"([\d.]+)%").Groups[1].Value, CultureInfo.InvariantCulture) / 100;
            Assert.Equal(rate, Length(plot, "m") * end, 3);
            Assert.InRange(Length(plot, "m"), Length(plot, "a"), Length(plot, "b"));
        }
    }

    [Fact]
    public void Two_thousand_conversations_are_folded()
    {
        XElement main = Body(Page(Enumerable.Range(0, 2100)
            .Select(static one => new MadeRecord($"C{one:0000}", null, MadeRecords.First, null, null, null))));
        XElement folded = main.Descendants("details").Single(static one => one.Element("summary")!.Value == "All 2,100 conversations");
        Assert.Null(folded.Attribute("open"));
        Assert.Equal(2000, folded.Descendants("tbody").Single().Elements("tr").Count());
        Assert.Contains("100 more are in all figures and not listed", folded.Value, StringComparison.Ordinal);
        Assert.True(main.Descendants("tr").Count(static row => !row.Ancestors("details").Any()) < 60);
    }

    [Fact]
    public void What_admins_ask_is_folded_in_the_footer()
    {
        DeliveryStatistics statistics = MadeRecords.Statistics(Records, since: MadeRecords.First.AddDays(20));
        var options = new ReportOptions("R", MadeRecords.First, CultureInfo.InvariantCulture) { Unreadable = 3 };
        string page = Page(new StatisticsSummary(statistics), options);
        string footer = page[page.IndexOf("<footer>", StringComparison.Ordinal)..];
        Assert.StartsWith("<footer><details><summary>", footer, StringComparison.Ordinal);
        Assert.Contains("from 0 rows of statistics and 6,000 delivery records", Words(footer), StringComparison.Ordinal);
        Assert.Contains($"Left out: {Number(statistics.LeftOut.WithoutDate)} messages have no sent date", footer, StringComparison.Ordinal);
        Assert.Contains("Left out: 3 inputs could not be read", footer, StringComparison.Ordinal);
        Assert.DoesNotContain("rows of statistics", page[..^footer.Length], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_and_allows_no_other_script()
    {
        string page = Page(Records);
        Assert.DoesNotMatch("""(?i)\b(src|href|srcset|action)\s*=|url\(|@import|<(link|img|iframe|object)""", page);
        string script = Regex.Match(page, "<script>(?<text>.*)</script>", RegexOptions.Singleline).Groups["text"].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"(?<text>[^\"]*)").Groups["text"].Value;
        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                + $"script-src 'sha256-{hash}'",
            policy);
    }

    [Fact]
    public void Headings_are_in_order_and_tables_have_captions_and_headers()
    {
        XElement main = Body(Page(Records));
        int[] levels = [.. main.Descendants().Select(static one => one.Name.LocalName)
            .Where(static name => Regex.IsMatch(name, "^h[1-6]$")).Select(static name => name[1] - '0')];
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), static pair => Assert.InRange(pair.Second, 2, pair.First + 1));
        Assert.All(main.Descendants("table"), static table =>
        {
            Assert.NotEmpty(Caption(table));
            Assert.All(
                table.Element("tbody")!.Elements("tr"),
                static row => Assert.Equal("row", row.Elements("th").Single().Attribute("scope")!.Value));
            Assert.All(table.Element("thead")!.Descendants("th"), static head => Assert.Equal("col", head.Attribute("scope")!.Value));
        });
        Assert.All(main.Descendants("svg"), static svg => Assert.NotEmpty(svg.Attribute("aria-label")!.Value));
    }

    [Fact]
    public void Without_messages_the_page_says_so() => Assert.Contains("There is nothing to show", Page([]), StringComparison.Ordinal);

    private static IEnumerable<MadeRecord> Clicks(string name, int displayed, int clicked) => Enumerable.Range(0, displayed)
        .Select(one => new MadeRecord(
            name, "ios", MadeRecords.First, MadeRecords.First, one < clicked ? MadeRecords.First.AddMinutes(one) : null, null));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => (share!.Value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    private static string Page(IEnumerable<MadeRecord> records) => Page(
        new StatisticsSummary(MadeRecords.Statistics(records)),
        new ReportOptions("Report", MadeRecords.First, CultureInfo.InvariantCulture));

    /// <summary>What is read of markup.</summary>
    private static string Words(string markup) => Regex.Replace(Regex.Replace(markup, "<[^>]*>", ""), @"\s+", " ");

    private static string Page(StatisticsSummary summary, ReportOptions options)
    {
        using var output = new StringWriter();
        new ReportPage(summary, options).Write(output);
        return output.ToString();
    }

    /// <summary>The page between its head and its foot, which is well formed XML but for its entities.</summary>
    private static XElement Body(string page)
    {
        const string End = "</main>";
        int start = page.IndexOf("<main>", StringComparison.Ordinal);
        return XElement.Parse(page[start..(page.IndexOf(End, StringComparison.Ordinal) + End.Length)]);
    }

    private static IEnumerable<XElement> Classes(XElement root, string tag, string name) =>
        root.Descendants(tag).Where(one => one.Attribute("class")?.Value == name);

    private static string Caption(XElement table) => table.Element("caption")!.Value;

    private static double Length(XElement bar, string part) => double.Parse(
        Regex.Match(bar.Attribute("style")!.Value, $@"--{part}:([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
