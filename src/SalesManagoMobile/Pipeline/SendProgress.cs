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

    public void Report(BulkProgress value)
    {
        if (value.Elapsed < Threshold)
        {
            return;
        }

        _shown = true;
        string status = string.Create(
            CultureInfo.CurrentCulture,
            $"{RunSummary.Counts(value)}; {value.Elapsed:hh\\:mm\\:ss}, {value.PerSecond:N0} per second ({value.Allowed})");
        post(new ProgressRecord(0, activity, status)
        {
            PercentComplete = -1,
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
}
