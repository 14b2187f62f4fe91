using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Writes the rows of an export to the pipeline. Another thread reads ahead, by a bounded number of blocks of rows: handing rows over one
/// by one would cost more than reading them, and many in flight would cost the garbage collector more than is won. Rows and failures come out in the order of the file.
/// </summary>
/// <param name="cmdlet">Whose pipeline.</param>
/// <param name="onFailure">Told of bad rows and bad files, on the pipeline thread.</param>
/// <param name="stop">Ends the reading.</param>
internal sealed class DeliveryOutput(Cmdlet cmdlet, Action<SmException> onFailure, CancellationToken stop)
{
    private const int BlocksAhead = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="file">The file, at its start.</param>
    /// <param name="name">Its name, for messages and on the rows.</param>
    /// <param name="jobId">The job that exported it, when known.</param>
    public void Write(FileStream file, string name, long? jobId)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var blocks = new BlockingCollection<Block>(BlocksAhead);
        CancellationToken token = leave.Token;
        var reading = Task.Run(() => ReadAhead(file, name, new DeliveryReadOptions { JobId = jobId }, blocks, token), CancellationToken.None);
        try
        {
            Write(blocks, file, name);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // The file is the caller's to close, so nobody may read it any more.
            leave.Cancel();
            Task.WaitAny(reading);
        }

        reading.GetAwaiter().GetResult();
    }

    /// <summary>Hands over the blocks of rows, and the failures between them.</summary>
    private static void ReadAhead(
        FileStream file, string name, DeliveryReadOptions options, BlockingCollection<Block> blocks, CancellationToken token)
    {
        try
        {
            foreach (IReadOnlyList<SmDeliveryRecord> rows in DeliveryReader.ReadBlocks(file, name, options, Tell, token))
            {
                blocks.Add(new Block(rows, null), token);
            }
        }
        catch (SmException failure)
        {
            Tell(failure);
        }
        finally
        {
            blocks.CompleteAdding();
        }

        void Tell(SmException failure) => blocks.Add(new Block([], failure), token);
    }

    private void Write(BlockingCollection<Block> blocks, FileStream file, string name)
    {
        long rows = 0;
        long shown = TimeProvider.System.GetTimestamp();
        bool showed = false;
        foreach (Block block in blocks.GetConsumingEnumerable(stop))
        {
            foreach (SmDeliveryRecord row in block.Rows)
            {
                cmdlet.WriteObject(row);
            }

            if (block.Failure is not null)
            {
                onFailure(block.Failure);
            }

            rows += block.Rows.Count;
            if (TimeProvider.System.GetElapsedTime(shown) > Pause)
            {
                shown = TimeProvider.System.GetTimestamp();
                showed = true;
                cmdlet.WriteProgress(Progress(file, name, rows));
            }
        }

        if (showed)
        {
            cmdlet.WriteProgress(new ProgressRecord(2, Activity(name), "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private static ProgressRecord Progress(FileStream file, string name, long rows) =>
        new(2, Activity(name), string.Create(CultureInfo.CurrentCulture, $"{rows:N0} rows"))
        {
            PercentComplete = file.Length == 0 ? -1 : (int)Math.Min(100, file.Position * 100 / file.Length),
        };

    private static string Activity(string name) => $"Reading {name}";

    /// <summary>What was read in one go: rows, and the failure behind them.</summary>
    private sealed record Block(IReadOnlyList<SmDeliveryRecord> Rows, SmException? Failure);
}
