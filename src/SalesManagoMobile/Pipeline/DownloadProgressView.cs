using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Shows how far the download of a job's file is, a few times a second.</summary>
/// <param name="job">The job.</param>
/// <param name="post">Writes progress from any thread.</param>
internal sealed class DownloadProgressView(SmJob job, Action<ProgressRecord> post)
{
    private const double Megabyte = 1_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly string _activity = $"Downloading the file of job {job.JobId}";
    private long _last;

    public void Report(DownloadProgress progress)
    {
        if (_last != 0 && TimeProvider.System.GetElapsedTime(_last) < Pause)
        {
            return;
        }

        _last = TimeProvider.System.GetTimestamp();
        string total = progress.Total is { } all ? string.Create(CultureInfo.CurrentCulture, $" of {all / Megabyte:N1}") : "";
        post(new ProgressRecord(1, _activity, string.Create(CultureInfo.CurrentCulture, $"{progress.Received / Megabyte:N1}{total} MB"))
        {
            PercentComplete = progress.Total is > 0 and { } whole ? (int)Math.Min(100, progress.Received * 100 / whole) : -1,
        });
    }

    public void End() => post(new ProgressRecord(1, _activity, "Done") { RecordType = ProgressRecordType.Completed });
}
