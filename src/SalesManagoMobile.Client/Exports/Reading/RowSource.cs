namespace SalesManagoMobile.Client;

/// <summary>The rows of one file, or of one entry of a ZIP, in blocks: what is done for each row stays inside one loop.</summary>
internal abstract class RowSource(ByteWindow window, string name)
{
    private const int BlockSize = 256;

    /// <summary>The file's name, for messages and on the rows.</summary>
    protected string Name => name;

    /// <summary>The line, from 1, that the row read last starts on.</summary>
    protected abstract long Line { get; }

    /// <summary>The rows in the order of the file; a bad row is told between the rows around it.</summary>
    /// <exception cref="SmException">While enumerating, after all rows before it: the file is damaged.</exception>
    public IEnumerable<List<SmDeliveryRecord>> ReadBlocks(DeliveryReading reading)
    {
        for (bool more = true; more;)
        {
            var block = new List<SmDeliveryRecord>(BlockSize);
            more = Fill(block, out string? fault);
            if (block.Count > 0)
            {
                yield return block;
            }

            if (fault is not null)
            {
                reading.TellBadRow(name, Line, fault);
            }
        }

        if (window.Damage is not null)
        {
            throw DeliveryReading.Damaged(name, window.Damage);
        }
    }

    /// <summary>Reads on until the block is full, a row is bad or the file ends.</summary>
    /// <param name="block">Takes the rows, no more than its capacity.</param>
    /// <param name="fault">What is wrong with the row that ended the block, or null.</param>
    /// <returns>False at the end of the file.</returns>
    protected abstract bool Fill(List<SmDeliveryRecord> block, out string? fault);
}
