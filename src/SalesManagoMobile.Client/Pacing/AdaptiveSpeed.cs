namespace SalesManagoMobile.Client;

/// <summary>What an answer says about the speed.</summary>
internal enum PaceOutcome
{
    /// <summary>The server did its work: its latency counts.</summary>
    Answered,

    /// <summary>The server asked to slow down.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>A failure that says nothing about the speed.</summary>
    Other,
}

/// <summary>
/// Finds out how many requests in flight a server bears, and after a refusal at what rate. A pure state machine: answers go in, the limit
/// and the rate come out. While latency stays near its best there is room for more; when it grows, requests queue at the server, and fewer
/// are faster. A refusal or a time-out halves the limit.
/// </summary>
/// <remarks>After the gradient limits of Netflix's concurrency-limits and the adaptive retry mode of the AWS SDKs.</remarks>
internal sealed class AdaptiveSpeed(int? fixedLimit)
{
    public const int FirstLimit = 8;
    public const int MaxLimit = 64;

    /// <summary>How much longer than at its best an answer may take before it counts as queueing.</summary>
    private const double Tolerance = 1.5;
    private const double Shrinking = 0.5;
    private const int LeastWindow = 10;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, LatencyBaseline> _baselines = new(StringComparer.Ordinal);
    private readonly RefusedRate _rate = new();
    private double _limit = fixedLimit ?? FirstLimit;
    private double _doubleUpTo = MaxLimit;
    private int _mostInFlight;
    private TimeSpan _cutAt = TimeSpan.MinValue;
    private LatencyBaseline? _remeasured;
    private TimeSpan _remeasuredSince;

    /// <summary>Requests in flight at once.</summary>
    public int Limit => _remeasured is null ? (int)_limit : Math.Max(1, (int)_limit / 4);

    /// <summary>Requests per second, or null while nothing was refused.</summary>
    public double? MaxPerSecond => _rate.MaxPerSecond;

    /// <summary>Records the end of a request.</summary>
    /// <param name="now">The time.</param>
    /// <param name="operation">What was asked: each operation has latencies of its own.</param>
    /// <param name="latency">How long it took.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="inFlight">How many requests were in flight, with this one.</param>
    public void Record(TimeSpan now, string operation, TimeSpan latency, PaceOutcome outcome, int inFlight)
    {
        switch (outcome)
        {
            case PaceOutcome.Answered:
                _rate.RecordSuccess(now);
                if (fixedLimit is null)
                {
                    Learn(now, operation, latency, inFlight);
                }

                break;
            case PaceOutcome.Refused or PaceOutcome.TimedOut when now - latency > _cutAt:
                Cut(now, outcome);
                break;
        }
    }

    /// <summary>What left before the last cut is part of its reason.</summary>
    private void Cut(TimeSpan now, PaceOutcome outcome)
    {
        _cutAt = now;
        _remeasured = null;
        if (outcome == PaceOutcome.Refused)
        {
            _rate.RecordRefusal(now);
        }

        if (fixedLimit is null)
        {
            _doubleUpTo = Math.Max(_limit, FirstLimit * 2);
            _limit = Math.Max(1, _limit / 2);
        }
    }

    private void Learn(TimeSpan now, string operation, TimeSpan latency, int inFlight)
    {
        _mostInFlight = Math.Max(_mostInFlight, inFlight);
        if (!_baselines.TryGetValue(operation, out LatencyBaseline? baseline))
        {
            _baselines[operation] = baseline = new LatencyBaseline();
        }

        if (_remeasured is not null && (baseline != _remeasured || now - latency < _remeasuredSince))
        {
            return;
        }

        if (baseline.Add(latency, Math.Max(LeastWindow, Limit)) is not { } median)
        {
            return;
        }

        if (_remeasured is not null)
        {
            _remeasured = null;
            _doubleUpTo = median > baseline.Best * Tolerance ? MaxLimit : _doubleUpTo;
            baseline.Replace(median, now);
            return;
        }

        double ratio = baseline.Compare(median, now);
        if (_mostInFlight >= _limit / 2)
        {
            Adapt(ratio);
        }

        _mostInFlight = 0;
        if (now - baseline.ConfirmedAt > MaxAge)
        {
            // The queue may be somebody else's, or the way has become longer: few requests in flight show what is the best now.
            (_remeasured, _remeasuredSince) = (baseline, now);
            baseline.Clear();
        }
    }

    private void Adapt(double ratio)
    {
        double gradient = Math.Clamp(Tolerance / ratio, 0.5, 1);
        if (gradient < 1)
        {
            _doubleUpTo = 0;
        }

        double wanted = _limit * 2 <= _doubleUpTo ? _limit * 2 : (_limit * gradient) + Math.Sqrt(_limit);
        double next = wanted < _limit ? _limit + ((wanted - _limit) * Shrinking) : wanted;
        _limit = Math.Clamp(next, Math.Min(FirstLimit, _limit), MaxLimit);
    }
}
