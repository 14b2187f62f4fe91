using System.Globalization;
using System.Text.RegularExpressions;
using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Two or more texts side by side.</summary>
public sealed class ComparisonTests
{
    /// <summary>Newcombe (1998), table II: 56 of 70 against 48 of 80 is 0.0524 to 0.3339.</summary>
    [Fact]
    public void The_sentence_says_the_difference_its_interval_and_that_the_data_are_enough() => Assert.Contains(
        "B was clicked 20.0 points more often than A, of displayed (95 % interval of the difference: +5.2 to +33.4 points). "
            + "The data are enough to say so.",
        Words([.. Clicks("A", 80, 48), .. Clicks("B", 70, 56)], "A", "B"),
        StringComparison.Ordinal);

    [Fact]
    public void A_difference_that_may_be_chance_is_called_so() => Assert.Contains(
        "B was clicked 1.0 points less often than A, of displayed (95 % interval of the difference: −9.8 to +7.8 points). "
            + "There are not enough data to say which is better.",
        Words([.. Clicks("A", 100, 11), .. Clicks("B", 100, 10)], "a", "b"),
        StringComparison.Ordinal);

    [Fact]
    public void No_difference_is_called_so() => Assert.Contains(
        "B was clicked as often as A, of displayed", Words([.. Clicks("A", 100, 10), .. Clicks("B", 100, 10)], "A", "B"),
        StringComparison.Ordinal);

    [Fact]
    public void What_was_never_displayed_cannot_be_compared() => Assert.Contains(
        "B and A cannot be compared: one of them was not displayed.",
        Words([.. Clicks("A", 10, 5), new MadeRecord("B", null, MadeRecords.First, null, null, null)], "A", "B"),
        StringComparison.Ordinal);

    [Fact]
    public void With_more_comparisons_each_needs_more_data()
    {
        MadeRecord[] records =
            [.. Clicks("A", 1000, 100), .. Clicks("B", 1000, 128), .. Clicks("C", 1000, 100), .. Clicks("D", 1000, 100)];
        Assert.Contains("B was clicked 2.8 points more often", Words(records, "A", "B"), StringComparison.Ordinal);
        Assert.Contains("The data are enough to say so.", Words(records, "A", "B"), StringComparison.Ordinal);
        string four = Words(records, "A", "B", "C", "D");
        Assert.DoesNotContain("The data are enough to say so.", four, StringComparison.Ordinal);
        Assert.Contains("The intervals hold for all 3 comparisons together.", four, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_come_before_pushes_and_pushes_before_conversations()
    {
        MadeRecord[] records =
        [
            .. Clicks("A", 10, 1, "A"), .. Clicks("B", 20, 2, "B"), .. Clicks("B", 30, 2), .. Clicks("Spring 2026-03-01", 40, 2),
            .. Clicks("Spring 2026-03-02", 50, 2),
        ];
        var summary = new StatisticsSummary(MadeRecords.Statistics(records));
        Assert.Equal([10, 20], Comparison.Find(summary, ["A", "B"], out _).Select(static one => one.Sent));
        Assert.Equal([90, 50], Comparison.Find(summary, ["spring", "B"], out _).Select(static one => one.Sent));
        Assert.Equal(
            [40, 50], Comparison.Find(summary, ["Spring 2026-03-01", "Spring 2026-03-02"], out _).Select(static one => one.Sent));
    }

    [Fact]
    public void A_name_that_is_not_there_is_named()
    {
        var summary = new StatisticsSummary(MadeRecords.Statistics([.. Clicks("A", 10, 1), .. Clicks("B", 10, 1)]));
        Assert.Empty(Comparison.Find(summary, ["B", "C"], out string? missing));
        Assert.Equal("C", missing);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A00", "data:image/png;base64,iVBORw0KGgoA")]
    [InlineData("FFD8FFE000", "data:image/jpeg;base64,/9j/4AA=")]
    [InlineData("474946383961", "data:image/gif;base64,R0lGODlh")]
    [InlineData("52494646000000005745425000", "data:image/webp;base64,UklGRgAAAABXRUJQAA==")]
    public void A_logo_is_what_its_first_bytes_say(string bytes, string uri) =>
        Assert.Equal(uri, ReportLogo.ToDataUri(new MemoryStream(Convert.FromHexString(bytes))));

    [Theory]
    [InlineData("")]
    [InlineData("3C737667")]
    [InlineData("89504E47")]
    public void Another_kind_of_logo_is_refused(string bytes) => Assert.Contains(
        "is not a PNG", Assert.Throws<FormatException>(() => ReportLogo.ToDataUri(new MemoryStream(Convert.FromHexString(bytes)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_large_logo_is_refused()
    {
        byte[] picture = new byte[ReportLogo.MaxBytes + 1];
        Convert.FromHexString("89504E470D0A1A0A").CopyTo(picture, 0);
        Assert.Contains(
            "512 KiB", Assert.Throws<FormatException>(() => ReportLogo.ToDataUri(new MemoryStream(picture))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("data:image/png", ReportLogo.ToDataUri(new MemoryStream(picture[..^1])), StringComparison.Ordinal);
    }

    private static IEnumerable<MadeRecord> Clicks(string name, int displayed, int clicked, string? group = null) =>
        Enumerable.Range(0, displayed).Select(one => new MadeRecord(
            name, "ios", MadeRecords.First, MadeRecords.First, one < clicked ? MadeRecords.First.AddMinutes(one) : null, null, group));

    private static string Words(IEnumerable<MadeRecord> records, params string[] names)
    {
        var summary = new StatisticsSummary(MadeRecords.Statistics(records));
        using var output = new StringWriter();
        new ReportPage(summary, new ReportOptions("Report", MadeRecords.First, CultureInfo.InvariantCulture)
        {
            Compare = Comparison.Find(summary, names, out _),
        }).Write(output);
        string page = output.ToString();
        string section = page[page.IndexOf("id=\"comparison\"", StringComparison.Ordinal)..];
        return Regex.Replace(Regex.Replace(section[..section.IndexOf("</section>", StringComparison.Ordinal)], "<[^>]*>", ""), @"\s+", " ");
    }
}
