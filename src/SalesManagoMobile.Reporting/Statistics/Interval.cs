namespace SalesManagoMobile.Reporting;

/// <summary>What a share, or the difference of two shares, may be when chance is taken into account.</summary>
/// <param name="Low">The lower end, as a fraction.</param>
/// <param name="High">The upper end, as a fraction.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>For a difference: whether no difference at all is possible, too.</summary>
    public bool IncludesZero => Low <= 0 && High >= 0;
}

/// <summary>Confidence intervals of shares.</summary>
/// <remarks>
/// Wilson (1927) for one share; Newcombe (1998), Statistics in Medicine 17, 873–890, method 10, for the difference of two. Both hold for
/// few events and for shares near 0, where the textbook formula does not.
/// </remarks>
public static class Proportion
{
    /// <summary>The share of cases in which an interval holds the true value.</summary>
    public const double Confidence = 0.95;

    /// <summary>The interval of hits / trials; null without trials. More hits than trials count as all of them.</summary>
    /// <param name="hits">0 or more.</param>
    /// <param name="trials">0 or more.</param>
    /// <param name="comparisons">How many intervals are looked at together: <see cref="Confidence"/> holds for all of them at once.</param>
    public static Interval? Wilson(long hits, long trials, int comparisons = 1)
    {
        if (trials <= 0)
        {
            return null;
        }

        double z = Quantile(comparisons);
        double share = Share(hits, trials);
        double weight = z * z / trials;
        double middle = share + (weight / 2);
        double spread = z * Math.Sqrt((share * (1 - share) / trials) + (weight / trials / 4));
        return new Interval(Math.Max(0, (middle - spread) / (1 + weight)), Math.Min(1, (middle + spread) / (1 + weight)));
    }

    /// <summary>The interval of the first share minus the second; null when one of them has no trials.</summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval? Difference(long hits, long trials, long otherHits, long otherTrials, int comparisons = 1)
    {
        if (Wilson(hits, trials, comparisons) is not { } one || Wilson(otherHits, otherTrials, comparisons) is not { } other)
        {
            return null;
        }

        double first = Share(hits, trials);
        double second = Share(otherHits, otherTrials);
        return new Interval(
            first - second - Length(first - one.Low, other.High - second),
            first - second + Length(one.High - first, second - other.Low));
    }

    /// <summary>How many standard deviations an interval reaches to either side (Bonferroni for several).</summary>
    internal static double Quantile(int comparisons) => NormalQuantile(1 - ((1 - Confidence) / 2 / Math.Max(1, comparisons)));

    private static double Share(long hits, long trials) => Math.Clamp((double)hits / trials, 0, 1);

    private static double Length(double one, double other) => Math.Sqrt((one * one) + (other * other));

    /// <summary>The quantile of the normal distribution for a probability above one half: Acklam's approximation, exact to 1e-9.</summary>
    private static double NormalQuantile(double probability)
    {
        const double tail = 1 - 0.02425;
        if (probability < tail)
        {
            double q = probability - 0.5;
            double r = q * q;
            return Polynomial(
                    r, -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239)
                * q
                / Polynomial(r, -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1);
        }

        double t = Math.Sqrt(-2 * Math.Log(1 - probability));
        return -Polynomial(
                t, -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783)
            / Polynomial(t, 0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1);
    }

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        double value = 0;
        foreach (double coefficient in coefficients)
        {
            value = (value * x) + coefficient;
        }

        return value;
    }
}
