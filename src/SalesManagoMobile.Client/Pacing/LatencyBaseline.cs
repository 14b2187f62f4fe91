namespace SalesManagoMobile.Client;

/// <summary>
/// How long one operation takes now, and how long it takes at its best. Medians of windows are compared, so that neither a slow answer
/// nor a new connection's first request looks like a busy server. The best is not an average: an average follows a queue that stays, and
/// then the queue looks normal.
/// </summary>
internal sealed class LatencyBaseline
{
    private readonly List<double> _window = [];

    /// <summary>The shortest median, in seconds; 0 before the first window.</summary>
    public double Best { get; private set; }

    /// <summary>When a window last came near the best.</summary>
    public TimeSpan ConfirmedAt { get; private set; }

    /// <summary>Adds a latency. When the window is full, gives its median and starts the next.</summary>
    /// <param name="latency">How long an answer took.</param>
    /// <param name="size">How many latencies make a window.</param>
    public double? Add(TimeSpan latency, int size)
    {
        _window.Add(latency.TotalSeconds);
        if (_window.Count < size)
        {
            return null;
        }

        _window.Sort();
        double median = _window[_window.Count / 2];
        _window.Clear();
        return median;
    }

    /// <summary>Keeps a median if it is the best so far, and tells how many times as long as the best it is.</summary>
    public double Compare(double median, TimeSpan now)
    {
        Best = Best == 0 ? median : Math.Min(Best, median);
        if (median <= Best * 1.1)
        {
            ConfirmedAt = now;
        }

        return median / Math.Max(Best, 1e-6);
    }

    /// <summary>Takes a median as the best from now on, also when it is longer than what was seen before.</summary>
    public void Replace(double median, TimeSpan now) => (Best, ConfirmedAt) = (median, now);

    /// <summary>Forgets what belongs to an earlier limit.</summary>
    public void Clear() => _window.Clear();
}
