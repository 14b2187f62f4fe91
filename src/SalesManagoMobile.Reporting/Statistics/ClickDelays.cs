namespace SalesManagoMobile.Reporting;

/// <summary>
/// The times from sent to clicked, counted in classes: memory stays the same however many there are.
/// Quantiles come from logarithmic classes and are exact to about 5 %.
/// </summary>
internal sealed class ClickDelays
{
    /// <summary>Classes for one doubling of the time.</summary>
    private const int Fineness = 8;

    /// <summary>The last class begins at about 97 days; whatever is slower falls into it.</summary>
    private const int Classes = 23 * Fineness;

    private static readonly (string Label, TimeSpan Below)[] Limits =
    [
        ("< 1 min", TimeSpan.FromMinutes(1)), ("1–5 min", TimeSpan.FromMinutes(5)), ("5–15 min", TimeSpan.FromMinutes(15)),
        ("15–30 min", TimeSpan.FromMinutes(30)), ("30–60 min", TimeSpan.FromHours(1)), ("1–2 h", TimeSpan.FromHours(2)),
        ("2–6 h", TimeSpan.FromHours(6)), ("6–12 h", TimeSpan.FromHours(12)), ("12–24 h", TimeSpan.FromDays(1)),
        ("1–3 days", TimeSpan.FromDays(3)), ("> 3 days", TimeSpan.MaxValue),
    ];

    private readonly long[] _bars = new long[Limits.Length];
    private readonly long[] _fine = new long[Classes];
    private TimeSpan _fastest = TimeSpan.MaxValue;
    private TimeSpan _slowest;

    /// <summary>How many times were counted.</summary>
    public long Count { get; private set; }

    /// <summary>The histogram, shortest time first.</summary>
    public IEnumerable<(string Label, long Count)> Bars => Limits.Zip(_bars, static (limit, count) => (limit.Label, count));

    /// <summary>Clicks before their message was sent: the clock of a device is wrong. They are left out.</summary>
    public long Negative { get; private set; }

    /// <summary>Counts one click.</summary>
    public void Add(TimeSpan delay)
    {
        if (delay < TimeSpan.Zero)
        {
            Negative++;
            return;
        }

        Count++;
        _fastest = delay < _fastest ? delay : _fastest;
        _slowest = delay > _slowest ? delay : _slowest;
        int bar = 0;
        while (bar < Limits.Length - 1 && delay >= Limits[bar].Below)
        {
            bar++;
        }

        _bars[bar]++;
        double doublings = Math.Log2(Math.Max(1, delay.TotalSeconds));
        _fine[Math.Min(Classes - 1, (int)(doublings * Fineness))]++;
    }

    /// <param name="share">Between 0 and 1: 0.5 asks for the median.</param>
    /// <returns>The time within which that share of the clicks came, or null when there are none.</returns>
    public TimeSpan? Quantile(double share)
    {
        double wanted = share * Count;
        long seen = 0;
        for (int index = 0; index < Classes; index++)
        {
            seen += _fine[index];
            if (seen > 0 && seen >= wanted)
            {
                // The middle of a class may be beyond every click in it.
                double middle = Math.Pow(2, (index + 0.5) / Fineness);
                return TimeSpan.FromSeconds(Math.Clamp(middle, _fastest.TotalSeconds, _slowest.TotalSeconds));
            }
        }

        return null;
    }
}
