namespace SalesManagoMobile.Client;

/// <summary>
/// The rate after a refusal: held below the rate that was refused, brought back to it slowly, and raised beyond it more and more boldly, as
/// a cubic function of time. When the same rate is refused again, the next try takes twice as long.
/// </summary>
internal sealed class RefusedRate
{
    /// <summary>The share of the refused rate that is held first.</summary>
    private const double Share = 0.8;

    /// <summary>How much faster the rate rises beyond one that was refused only once: the first refusal says little.</summary>
    private const double Boldness = 5;
    private const double Least = 1 / 60.0;
    private const int Buckets = 10;
    private static readonly TimeSpan FirstHold = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(1);

    private readonly int[] _accepted = new int[Buckets];
    private long _bucket;
    private double _refused;
    private TimeSpan _hold;
    private bool _isSure;
    private TimeSpan _active;
    private TimeSpan? _lastAt;

    /// <summary>Requests per second, or null when nothing was refused.</summary>
    public double? MaxPerSecond { get; private set; }

    /// <summary>The server accepted a request.</summary>
    public void RecordSuccess(TimeSpan now)
    {
        Turn(now);
        _accepted[_bucket % Buckets]++;
        if (MaxPerSecond is not { } max)
        {
            return;
        }

        // Time without requests says nothing.
        TimeSpan step = now - (_lastAt ?? now);
        _active += step < LongestStep ? step : LongestStep;
        _lastAt = now;
        double past = (_active / _hold) - 1;
        double rate = _refused * (1 + ((1 - Share) * past * past * past * (past > 0 && !_isSure ? Boldness : 1)));
        MaxPerSecond = Math.Max(max, Math.Min(rate, 2 * Measured));
    }

    /// <summary>The server refused a request that left at the present rate.</summary>
    public void RecordRefusal(TimeSpan now)
    {
        Turn(now);
        double rate = MaxPerSecond is { } max ? Math.Clamp(MeasuredWithoutGap, max / 2, max) : Math.Max(1, Measured);
        _isSure = Math.Abs(rate - _refused) < _refused / 4;

        // A refusal on the way back to the refused rate says nothing about that one: some servers refuse for reasons of their own.
        bool confirmed = _isSure && rate >= _refused * 0.95;
        _hold = !_isSure ? FirstHold : !confirmed ? _hold : _hold * 2 < LongestHold ? _hold * 2 : LongestHold;
        _refused = rate;
        _active = TimeSpan.Zero;
        _lastAt = null;
        MaxPerSecond = Math.Max(Least, Share * rate);
    }

    /// <summary>How many were accepted in the last second.</summary>
    private double Measured => _accepted.Sum();

    /// <summary>The same for the time since nothing was accepted for a moment: a pause is not a low rate.</summary>
    private double MeasuredWithoutGap
    {
        get
        {
            int[] lately = [.. Enumerable.Range(0, Buckets).Select(back => _accepted[(_bucket + Buckets - back) % Buckets])];
            int[] run = [.. lately.Skip(1).TakeWhile(count => count > 0)];
            return run.Length < 2 || run.Sum() < Buckets ? Measured : (double)run.Sum() * Buckets / run.Length;
        }
    }

    private void Turn(TimeSpan now)
    {
        long bucket = now.Ticks / (TimeSpan.TicksPerSecond / Buckets);
        for (long empty = Math.Max(_bucket, bucket - Buckets) + 1; empty <= bucket; empty++)
        {
            _accepted[empty % Buckets] = 0;
        }

        _bucket = Math.Max(_bucket, bucket);
    }
}
