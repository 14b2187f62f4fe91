using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>
/// Shows that a cmdlet is still at work, once it takes longer than a second and has nothing better to show. Pipeline thread only.
/// </summary>
/// <param name="cmdlet">The cmdlet that works.</param>
/// <param name="activity">What is going on.</param>
internal sealed class WaitProgress(Cmdlet cmdlet, string activity)
{
    /// <summary>How often it is worth looking.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Threshold = TimeSpan.FromSeconds(1);

    private readonly long _started = Stopwatch.GetTimestamp();
    private long _shown;

    /// <summary>Shows the time, and how many objects there are, if it is time to.</summary>
    public void Look(long count)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
        if (elapsed < Threshold || (_shown != 0 && Stopwatch.GetElapsedTime(_shown) < LookEvery))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        string status = count == 0
            ? string.Create(CultureInfo.CurrentCulture, $"Waiting, {elapsed.TotalSeconds:0} s")
            : string.Create(CultureInfo.CurrentCulture, $"{count:N0} so far, {elapsed.TotalSeconds:0} s");
        cmdlet.WriteProgress(Record(status));
    }

    /// <summary>Takes the progress off the screen.</summary>
    public void End()
    {
        if (_shown != 0)
        {
            _shown = 0;
            ProgressRecord record = Record("Done");
            record.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(record);
        }
    }

    private ProgressRecord Record(string status) => new(0, activity, status) { PercentComplete = -1 };
}
