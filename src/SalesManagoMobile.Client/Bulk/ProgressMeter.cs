namespace SalesManagoMobile.Client;

/// <summary>Counts the outcomes of a run and tells about them at most four times a second.</summary>
internal sealed class ProgressMeter(BulkOptions options, RunPace pace, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>How much a new interval weighs in the rate: a stall shows within a second, a hiccup does not.</summary>
    private const double Smoothing = 0.2;

    private readonly object _sync = new();
    private readonly long _started = time.GetTimestamp();
    private readonly long[] _counts = new long[4];
    private TimeSpan _lastReport;
    private long _lastDone;
    private double? _perSecond;

    /// <summary>How many inputs have had an outcome.</summary>
    public long Done
    {
        get
        {
            lock (_sync)
            {
                return _counts.Sum();
            }
        }
    }

    /// <summary>How many inputs ended so.</summary>
    public long Count(SmSendStatus status)
    {
        lock (_sync)
        {
            return _counts[(int)status];
        }
    }

    public void Add(SmSendStatus status)
    {
        BulkProgress? report = null;
        lock (_sync)
        {
            _counts[(int)status]++;
            if (options.Progress is not null && time.GetElapsedTime(_started) - _lastReport >= Interval)
            {
                report = Measure();
            }
        }

        if (report is not null)
        {
            options.Progress?.Report(report);
        }
    }

    /// <summary>Tells how the run stands now, whatever was told last and when.</summary>
    public void Tell()
    {
        if (options.Progress is null)
        {
            return;
        }

        BulkProgress report;
        lock (_sync)
        {
            report = Measure();
        }

        options.Progress.Report(report);
    }

    private BulkProgress Measure()
    {
        TimeSpan elapsed = time.GetElapsedTime(_started);
        long done = _counts.Sum();
        double seconds = (elapsed - _lastReport).TotalSeconds;
        if (seconds > 0)
        {
            double recent = (done - _lastDone) / seconds;
            _perSecond = _perSecond is { } before ? before + (Smoothing * (recent - before)) : recent;
            (_lastReport, _lastDone) = (elapsed, done);
        }

        double perSecond = _perSecond ?? 0;
        return new BulkProgress
        {
            Done = done,
            Accepted = _counts[(int)SmSendStatus.Accepted],
            Failed = _counts[(int)SmSendStatus.Failed],
            Skipped = _counts[(int)SmSendStatus.Skipped],
            Unknown = _counts[(int)SmSendStatus.Unknown],
            PerSecond = perSecond,
            Elapsed = elapsed,
            TimeLeft = options.Total is { } total && perSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - done) / perSecond) : null,
            PausedUntil = pace.PausedUntil,
        };
    }
}
