namespace SalesManagoMobile.Client;

/// <summary>How a bulk run stands.</summary>
public sealed record BulkProgress
{
    public long Done { get; init; }
    public long Accepted { get; init; }
    public long Failed { get; init; }
    public long Skipped { get; init; }
    public long Unknown { get; init; }
    public long NotTried { get; init; }

    /// <summary>Inputs per second lately, without those that needed no request.</summary>
    public double PerSecond { get; init; }
    public TimeSpan Elapsed { get; init; }

    /// <summary>How fast its requests may leave at present.</summary>
    public AllowedSpeed Allowed { get; init; }

    /// <summary>Until when the server asked the whole session to wait, or null.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}

/// <summary>Counts the outcomes of a run and reports them at most four times a second.</summary>
internal sealed class ProgressMeter(BulkOptions options, PaceLine line, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>How much a new interval weighs in the rate: a stall shows within a second, a hiccup does not.</summary>
    private const double Smoothing = 0.2;

    private readonly object _sync = new();
    private readonly long _started = time.GetTimestamp();
    private readonly long[] _counts = new long[Enum.GetValues<SmSendStatus>().Length];
    private TimeSpan _lastReport;
    private long _lastSent;
    private double? _perSecond;

    /// <summary>How the run stands now.</summary>
    public BulkProgress Current
    {
        get
        {
            lock (_sync)
            {
                return Measure();
            }
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

    /// <summary>Reports how the run stands now, whatever was reported last and when.</summary>
    public void Report() => options.Progress?.Report(Current);

    private long Count(SmSendStatus status) => _counts[(int)status];

    private BulkProgress Measure()
    {
        TimeSpan elapsed = time.GetElapsedTime(_started);
        long sent = Count(SmSendStatus.Accepted) + Count(SmSendStatus.Failed) + Count(SmSendStatus.Unknown);
        double seconds = (elapsed - _lastReport).TotalSeconds;
        if (seconds > 0)
        {
            double recent = (sent - _lastSent) / seconds;
            _perSecond = _perSecond is { } before ? before + (Smoothing * (recent - before)) : recent;
            (_lastReport, _lastSent) = (elapsed, sent);
        }

        return new BulkProgress
        {
            Done = _counts.Sum(),
            Accepted = Count(SmSendStatus.Accepted),
            Failed = Count(SmSendStatus.Failed),
            Skipped = Count(SmSendStatus.Skipped),
            Unknown = Count(SmSendStatus.Unknown),
            NotTried = Count(SmSendStatus.NotTried),
            PerSecond = _perSecond ?? 0,
            Elapsed = elapsed,
            PausedUntil = line.Pace.PausedUntil,
            Allowed = line.Pace.AllowedFor(line),
        };
    }
}
