using System.Globalization;
using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Names and titles come from people and files: they stay text, whatever they hold.</summary>
public sealed class HostileTextTests
{
    private const string Attack = "</script><script>attacked=1</script><img src=x onerror=attacked=1>\"'&";

    [Fact]
    public void Text_is_escaped_wherever_it_comes_from()
    {
        string page = Page(Attack, Attack, Attack);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, page.Split("<script>").Length - 1);
        Assert.Contains(
            "&lt;/script&gt;&lt;script&gt;attacked=1&lt;/script&gt;&lt;img src=x onerror=attacked=1&gt;&quot;&#39;&amp;", page,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u0000b", "a&lt;U+0000&gt;b")]
    [InlineData("a\u001b[31mb", "a&lt;U+001B&gt;[31mb")]
    [InlineData("a\u202eb", "a&lt;U+202E&gt;b")]
    [InlineData("a\u2028b", "a&lt;U+2028&gt;b")]
    [InlineData("a\u200bb", "a&lt;U+200B&gt;b")]
    [InlineData("a\ufffeb", "a&lt;U+FFFE&gt;b")]
    [InlineData("a\r\nb", "a  b")]
    public void What_nobody_sees_becomes_visible(string name, string shown)
    {
        string page = Page(name, name, name);
        Assert.Contains($"<title>{shown}</title>", page, StringComparison.Ordinal);
        Assert.Contains($"<h1><bdi>{shown}</bdi></h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<th scope=\"row\"><bdi>{shown}</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(name, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_all_languages_stay_as_they_are()
    {
        const string Name = "Wiosna żłw 春 می‌خواهم";
        Assert.Contains($"<h1><bdi>{Name}</bdi></h1>", Page(Name, Name, Name), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_are_cut_and_empty_ones_are_called_so()
    {
        Assert.Contains($"<bdi>{new string('x', 100)}…</bdi>", Page("R", new string('x', 5000), "ios"), StringComparison.Ordinal);
        Assert.Contains($"<bdi>{new string('x', 99)}…</bdi>", Page("R", new string('x', 99) + "😀", "ios"), StringComparison.Ordinal);
        Assert.Contains("<bdi>Without a name</bdi>", Page("R", " ", "ios"), StringComparison.Ordinal);
        Assert.True(Page("R", new string('y', 100_000), new string('z', 100_000)).Length < 40_000);
    }

    private static string Page(string title, string name, string platform)
    {
        DeliveryStatistics statistics = MadeRecords.Statistics(
            [new MadeRecord(name, platform, MadeRecords.First, MadeRecords.First, MadeRecords.First.AddMinutes(1), null)]);
        using var output = new StringWriter();
        new ReportPage(
            new StatisticsSummary(statistics), new ReportOptions(title, MadeRecords.First, CultureInfo.InvariantCulture)).Write(output);
        return output.ToString();
    }
}
