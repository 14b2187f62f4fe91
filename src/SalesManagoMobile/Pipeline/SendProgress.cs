using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Shows how a bulk run stands, once it takes longer than a second.</summary>
/// <param name="activity">What is going on.</param>
/// <param name="post">Writes progress from any thread.</param>
internal sealed class SendProgress(string activity, Action<ProgressRecord> post) : IProgress<BulkProgress>
{
    private static readonly TimeSpan s_threshold = TimeSpan.FromSeconds(1);

    private volatile bool _shown;
    private volatile BulkProgress _last = new();

    /// <summary>How the run stands, in words.</summary>
    public string Summary => Describe(_last);

    public void Report(BulkProgress value)
    {
        _last = value;
        if (value.Elapsed < s_threshold)
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

    private static string Describe(BulkProgress value)
    {
        (long Number, string What)[] others = [(value.Failed, "failed"), (value.Skipped, "skipped"), (value.Unknown, "unknown")];
        return string.Join(", ", others.Where(other => other.Number > 0).Select(other => Count(other.Number, other.What)).Prepend(Count(value.Done, "done")));
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.CurrentCulture, $"{number:N0} {what}");
}
