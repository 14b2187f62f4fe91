using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>The rows of one file, or of one entry of a ZIP, in blocks: what is done for each row stays inside one loop.</summary>
internal abstract class RowReader(ByteWindow window, string name)
{
    private const int BlockSize = 256;

    /// <summary>The file's name, for messages and on the rows.</summary>
    protected string Name => name;

    /// <summary>The line, from 1, that the row read last starts on.</summary>
    protected abstract long Line { get; }

    /// <summary>Why the file is not whole although its last row is, or null.</summary>
    protected virtual string? Unfinished => null;

    /// <summary>
    /// The rows in the order of the file; a bad row is reported between the rows around it. Each block is overwritten by the next.
    /// </summary>
    /// <exception cref="SmException">While enumerating, after all rows before it: the file is damaged.</exception>
    public IEnumerable<List<SmDeliveryRecord>> ReadBlocks(DeliveryReading reading)
    {
        var block = new List<SmDeliveryRecord>(BlockSize);
        for (bool more = true; more;)
        {
            block.Clear();
            more = Fill(block, out string? fault);
            if (block.Count > 0)
            {
                yield return block;
            }

            if (fault is not null)
            {
                reading.ReportBadRow(name, Line, fault);
            }
        }

        if (window.Damage is not null)
        {
            throw DeliveryReading.Damaged(name, window.Damage);
        }

        if (Unfinished is { } problem)
        {
            throw DeliveryReading.Unreadable($"{name} is cut short: {problem}; the rows before that were read.");
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="fault">Why it cannot be read, or null.</param>
    /// <returns>False at the end of the file.</returns>
    protected abstract bool Read(out string? fault);

    /// <summary>Makes a record of the row.</summary>
    /// <param name="fault">Why there is none.</param>
    protected abstract SmDeliveryRecord? Make(out string? fault);

    /// <summary>Reads on until the block is full, a row is bad or the file ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(List<SmDeliveryRecord> block, out string? fault)
    {
        while (block.Count < BlockSize)
        {
            if (!Read(out fault))
            {
                return false;
            }

            SmDeliveryRecord? record = fault is null ? Make(out fault) : null;
            if (record is null)
            {
                return true;
            }

            block.Add(record);
        }

        fault = null;
        return true;
    }
}
