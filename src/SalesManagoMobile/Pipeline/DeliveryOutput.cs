using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile;

/// <summary>
/// Reads the rows of an export, block by block, on the pipeline thread. Rows and failures come out in the order of the
/// file.
/// </summary>
/// <param name="cmdlet">Whose pipeline.</param>
/// <param name="onFailure">Called for bad rows and bad files.</param>
internal sealed class DeliveryOutput(SmCmdlet cmdlet, Action<SmException> onFailure)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Hands on the rows of a file that the user named. One that cannot be opened is a non-terminating error.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="inputCulture">The culture that wrote its times, or null.</param>
    /// <param name="take">Takes a block; the next one overwrites it. By default the rows go to the pipeline.</param>
    public void ReadFile(string path, CultureInfo? inputCulture, Action<IReadOnlyList<SmDeliveryRecord>>? take = null)
    {
        try
        {
            using FileStream file = DurableFile.OpenInput(path);
            Read(file, Path.GetFileName(path), new DeliveryReadOptions { InputCulture = inputCulture }, take);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            cmdlet.WriteError(ErrorTable.FileReadFailed.For(failure, path));
        }
    }

    /// <summary>Hands the rows of a file on, block by block, and shows progress.</summary>
    /// <param name="file">The file, at its start.</param>
    /// <param name="name">Its name, for messages and on the rows.</param>
    /// <param name="options">What rows are marked with, and how their times were written.</param>
    /// <inheritdoc cref="ReadFile" path="/param[@name='take']"/>
    public void Read(FileStream file, string name, DeliveryReadOptions options, Action<IReadOnlyList<SmDeliveryRecord>>? take = null)
    {
        long rows = 0;
        long shown = TimeProvider.System.GetTimestamp();
        bool showed = false;
        try
        {
            foreach (IReadOnlyList<SmDeliveryRecord> block in DeliveryReader.ReadBlocks(file, name, options, onFailure, cmdlet.StopToken))
            {
                cmdlet.ThrowIfStopped();
                (take ?? WriteRows)(block);
                rows += block.Count;
                if (TimeProvider.System.GetElapsedTime(shown) > Pause)
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
        catch (OperationCanceledException) when (cmdlet.StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (showed)
        {
            cmdlet.WriteProgress(new ProgressRecord(2, Activity(name), "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Row by row is a fifth faster than letting the engine enumerate the block.</summary>
    private void WriteRows(IReadOnlyList<SmDeliveryRecord> block)
    {
        foreach (SmDeliveryRecord row in block)
        {
            cmdlet.WriteObject(row);
        }
    }

    private static ProgressRecord Progress(FileStream file, string name, long rows) =>
        new(2, Activity(name), string.Create(CultureInfo.CurrentCulture, $"{rows:N0} rows"))
        {
            PercentComplete = file.Length == 0 ? -1 : (int)Math.Min(100, file.Position * 100 / file.Length),
        };

    private static string Activity(string name) => $"Reading {SafeText.ForScreen(name)}";
}
