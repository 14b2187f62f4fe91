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
    private const int BlockSize = 256;
    private const int BlocksAhead = 2;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <param name="file">The file, at its start.</param>
    /// <param name="name">Its name, for messages and on the rows.</param>
    /// <param name="jobId">The job that exported it, when known.</param>
    public void Write(FileStream file, string name, long? jobId)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var blocks = new BlockingCollection<List<object>>(BlocksAhead);
        CancellationToken token = leave.Token;
        Task reading = Task.Run(() => ReadAhead(file, name, new DeliveryReadOptions { JobId = jobId }, blocks, token), CancellationToken.None);
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

    /// <summary>Puts rows, and the failures between them, into blocks.</summary>
    private static void ReadAhead(
        FileStream file, string name, DeliveryReadOptions options, BlockingCollection<List<object>> blocks, CancellationToken token)
    {
        var block = new List<object>(BlockSize);
        try
        {
            ReadAll();
            Hand(block);
        }
        finally
        {
            blocks.CompleteAdding();
        }

        void ReadAll()
        {
            try
            {
                foreach (SmDeliveryRecord row in DeliveryReader.Read(file, name, options, Add, token))
                {
                    Add(row);
                }
            }
            catch (SmException failure)
            {
                Add(failure);
            }
        }

        void Add(object item)
        {
            block.Add(item);
            if (block.Count == BlockSize)
            {
                Hand(block);
                block = new List<object>(BlockSize);
            }
        }

        void Hand(List<object> full) => blocks.TryAdd(full, Timeout.Infinite, token);
    }

    private void Write(BlockingCollection<List<object>> blocks, FileStream file, string name)
    {
        long rows = 0;
        long shown = TimeProvider.System.GetTimestamp();
        bool showed = false;
        foreach (List<object> block in blocks.GetConsumingEnumerable(stop))
        {
            foreach (object item in block)
            {
                if (item is SmException failure)
                {
                    onFailure(failure);
                }
                else
                {
                    cmdlet.WriteObject(item);
                }
            }

            rows += block.Count;
            if (TimeProvider.System.GetElapsedTime(shown) > s_pause)
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
}
