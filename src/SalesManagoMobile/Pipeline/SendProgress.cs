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

    /// <summary>Takes the progress off the screen.</summary>
    public void End()
    {
        if (_shown)
        {
            post(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    public void Report(BulkProgress value)
    {
        if (value.Elapsed < s_threshold)
        {
            return;
        }

        _shown = true;
        var parts = new List<string> { Count(value.Done, "done") };
        AddIfAny(value.Failed, "failed");
        AddIfAny(value.Skipped, "skipped");
        AddIfAny(value.Unknown, "unknown");
        parts.Add(string.Create(CultureInfo.CurrentCulture, $"{value.PerSecond:N0} per second"));
        post(new ProgressRecord(0, activity, string.Join(", ", parts))
        {
            PercentComplete = -1,
            SecondsRemaining = value.TimeLeft is { } left ? (int)Math.Min(left.TotalSeconds, int.MaxValue) : -1,
            CurrentOperation = value.PausedUntil is { } until ? $"The server asked to wait until {until.ToLocalTime():T}." : null,
        });

        void AddIfAny(long number, string what)
        {
            if (number > 0)
            {
                parts.Add(Count(number, what));
            }
        }
    }

    private static string Count(long number, string what) => string.Create(CultureInfo.CurrentCulture, $"{number:N0} {what}");
}
