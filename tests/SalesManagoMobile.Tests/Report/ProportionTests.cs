using SalesManagoMobile.Reporting;
using Xunit;

namespace SalesManagoMobile.Tests;

/// <summary>The intervals, against what has been published.</summary>
public sealed class ProportionTests
{
    /// <summary>Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_of_a_share_is_as_published(long hits, long trials, double low, double high)
    {
        Interval interval = Proportion.Wilson(hits, trials)!.Value;
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    /// <summary>Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    public void The_interval_of_a_difference_is_as_published(long hits, long trials, long others, long otherTrials, double low, double high)
    {
        Interval interval = Proportion.Difference(hits, trials, others, otherTrials)!.Value;
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    /// <summary>Quantiles of the normal distribution as tables print them.</summary>
    [Theory]
    [InlineData(1, 1.959964)]
    [InlineData(2, 2.241403)]
    [InlineData(3, 2.393980)]
    [InlineData(10, 2.807034)]
    [InlineData(1000, 4.055627)]
    public void More_comparisons_make_wider_intervals(int comparisons, double deviations) =>
        Assert.Equal(deviations, Proportion.Quantile(comparisons), 6);

    [Fact]
    public void Without_trials_there_is_no_interval()
    {
        Assert.Null(Proportion.Wilson(0, 0));
        Assert.Null(Proportion.Difference(1, 2, 0, 0));
    }

    [Fact]
    public void More_hits_than_trials_count_as_all() => Assert.Equal(Proportion.Wilson(10, 10), Proportion.Wilson(12, 10));

    [Fact]
    public void An_interval_that_reaches_both_sides_includes_zero()
    {
        Assert.True(new Interval(-0.1, 0.1).IncludesZero);
        Assert.False(new Interval(0.001, 0.1).IncludesZero);
        Assert.False(new Interval(-0.1, -0.001).IncludesZero);
    }
}
