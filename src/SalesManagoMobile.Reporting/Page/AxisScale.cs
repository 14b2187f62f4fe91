namespace SalesManagoMobile.Reporting;

/// <summary>The end of an axis that begins at 0: a round number.</summary>
internal static class AxisScale
{
    private static readonly double[] Shares = [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

    /// <summary>For shares: from 1 % to 100 %.</summary>
    public static double ForShares(IEnumerable<double> shares)
    {
        double most = shares.DefaultIfEmpty(0).Max();
        return Shares.FirstOrDefault(end => end >= most, 1);
    }

    /// <summary>For counts: 1, 2 or 5 and zeros behind it.</summary>
    public static long ForCounts(long most)
    {
        long end = 1;
        while (end < most)
        {
            end = end.ToString(System.Globalization.CultureInfo.InvariantCulture)[0] == '2' ? end / 2 * 5 : end * 2;
        }

        return end;
    }
}
