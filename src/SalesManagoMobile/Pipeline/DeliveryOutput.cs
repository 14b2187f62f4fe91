using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Writes the rows of an export to the pipeline. Reads on the pipeline thread itself: handing a million rows from thread to thread
/// would cost more than reading them.
/// </summary>
/// <param name="cmdlet">Whose pipeline.</param>
/// <param name="onFailure">Told of bad rows and bad files.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class DeliveryOutput(Cmdlet cmdlet, Action<SmException> onFailure, CancellationToken stop)
{
    private const int RowsBetweenLooks = 4096;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <param name="file">The file, at its start.</param>
    /// <param name="name">Its name, for messages and on the rows.</param>
    /// <param name="jobId">The job that exported it, when known.</param>
    public void Write(FileStream file, string name, long? jobId)
    {
        long rows = 0;
        long shown = TimeProvider.System.GetTimestamp();
        bool showed = false;
        try
        {
            foreach (SmDeliveryRecord row in DeliveryReader.Read(file, name, new DeliveryReadOptions { JobId = jobId }, onFailure, stop))
            {
                cmdlet.WriteObject(row);
                if (++rows % RowsBetweenLooks == 0 && TimeProvider.System.GetElapsedTime(shown) > s_pause)
                {
                    shown = TimeProvider.System.GetTimestamp();
                    showed = true;
                    cmdlet.WriteProgress(Progress(file, name, rows));
                }
            }
        }
        catch (SmException failure)
        {
            onFailure(failure);
        }

        if (showed)
        {
            cmdlet.WriteProgress(new ProgressRecord(2, Activity(name), "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static ProgressRecord Progress(FileStream file, string name, long rows) =>
        new(2, Activity(name), string.Create(CultureInfo.CurrentCulture, $"{rows:N0} rows"))
        {
            PercentComplete = file.Length == 0 ? -1 : (int)(file.Position * 100 / file.Length),
        };

    private static string Activity(string name) => $"Reading {name}";
}
