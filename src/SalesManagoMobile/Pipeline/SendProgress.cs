using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Shows how a bulk run stands, once it takes longer than a second.</summary>
/// <param name="activity">What is going on.</param>
/// <param name="post">Writes progress from any thread.</param>
internal sealed class SendProgress(string activity, Action<ProgressRecord> post) : IProgress<BulkProgress>
{
    private static readonly TimeSpan Threshold = TimeSpan.FromSeconds(1);

    private volatile bool _shown;
    private volatile BulkProgress _last = new();
    private long _refused;

    /// <summary>How the run stands, in words.</summary>
    public string Summary => Describe(_last);

    /// <summary>Counts an input that failed before it came to the run.</summary>
    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void Report(BulkProgress value)
    {
        _last = value;
        if (value.Elapsed < Threshold)
        {
            return;
        }

        _shown = true;
        post(new ProgressRecord(0, activity, string.Create(CultureInfo.CurrentCulture, $"{Describe(value)}, {value.PerSecond:N0} per second"))
        {
            PercentComplete = -1,
            SecondsRemaining = value.TimeLeft is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
            CurrentOperation = value.PausedUntil is { } until ? $"The server asked to wait until {until.ToLocalTime():T}." : null,
        });
    }

    /// <summary>Takes the progress off the screen.</summary>
    public void End()
    {
        if (_shown)
        {
            post(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private string Describe(BulkProgress value)
    {
        long refused = Interlocked.Read(ref _refused);
        (long Number, string What)[] others = [(value.Failed + refused, "failed"), (value.Skipped, "skipped"), (value.Unknown, "unknown")];
        return string.Join(", ", others.Where(other => other.Number > 0).Select(other => Count(other.Number, other.What)).Prepend(Count(value.Done + refused, "done")));
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.CurrentCulture, $"{number:N0} {what}");
}
