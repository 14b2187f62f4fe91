using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>Times from sent to clicked.</summary>
public sealed class ClickDelaysTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(3_600)]
    [InlineData(86_400 * 20)]
    public void A_quantile_is_within_five_percent(int seconds)
    {
        var delays = new ClickDelays();
        for (int click = 0; click < 100; click++)
        {
            delays.Add(TimeSpan.FromSeconds(seconds));
        }

        Assert.InRange(delays.Quantile(0.5)!.Value.TotalSeconds, seconds * 0.95, seconds * 1.05);
    }

    [Fact]
    public void No_quantile_is_before_the_fastest_or_beyond_the_slowest_click()
    {
        foreach (TimeSpan only in new[] { TimeSpan.FromSeconds(59), TimeSpan.FromHours(1) })
        {
            var delays = new ClickDelays();
            delays.Add(only);
            Assert.Equal(only, delays.Quantile(0.9));
        }
    }

    [Theory]
    [InlineData(0, "< 1 min")]
    [InlineData(59.9, "< 1 min")]
    [InlineData(60, "1–5 min")]
    [InlineData(3_599, "30–60 min")]
    [InlineData(86_400 * 3, "> 3 days")]
    [InlineData(86_400 * 400, "> 3 days")]
    public void A_time_falls_into_the_class_that_its_label_says(double seconds, string label)
    {
        var delays = new ClickDelays();
        delays.Add(TimeSpan.FromSeconds(seconds));
        Assert.Equal(label, Assert.Single(delays.Bars, static bar => bar.Count > 0).Label);
    }
}
