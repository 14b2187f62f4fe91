using System.Globalization;
using System.Text.RegularExpressions;
using SalesManagoMobile.Client;
using Xunit;

namespace SalesManagoMobile.Tests;

public sealed partial class ViewTextTests
{
    [Theory]
    [InlineData(0, "0.0%", "")]
    [InlineData(0.5, "50.0%", "██")]
    [InlineData(1, "100.0%", "████")]
    [InlineData(0.03125, "3.1%", "▏")]
    [InlineData(0.999, "99.9%", "████")]
    [InlineData(1.7, "170.0%", "████")]
    public void A_rate_is_a_percentage_with_a_bar(double share, string percent, string bar) =>
        Assert.Equal($"{percent,6} {bar}".Replace('.', Separator), Plain(ViewText.Rate(share)));

    [Fact]
    public void Nothing_to_divide_by_is_a_dash() => Assert.Equal("-", ViewText.Rate(null));

    [Theory]
    [InlineData(12, "12 ms")]
    [InlineData(1500, "1.5 s")]
    [InlineData(61_000, "1:01 min")]
    [InlineData(3_661_000, "1:01:01 h")]
    [InlineData(7_190_000, "1:59:50 h")]
    public void A_span_is_told_in_the_unit_that_suits_it(int milliseconds, string expected) =>
        Assert.Equal(expected.Replace('.', Separator), ViewText.Span(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void A_time_is_shown_on_the_users_clock()
    {
        DateTimeOffset time = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
        Assert.Equal(time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), ViewText.Local(time));
        Assert.Equal("", ViewText.Local(null));
    }

    [Theory]
    [InlineData(SmSendStatus.Accepted)]
    [InlineData(SmSendStatus.Unknown)]
    public void A_status_is_coloured_and_the_colour_ends_with_it(SmSendStatus status)
    {
        Assert.Matches("^\e\\[3[0-9]m.*\e\\[0m$", ViewText.Status(status));
        Assert.Equal(status.ToString(), Plain(ViewText.Status(status)));
    }

    private static char Separator => NumberFormatInfo.CurrentInfo.NumberDecimalSeparator[0];

    private static string Plain(string text) => Escapes().Replace(text, "");

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Escapes();
}
