using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from CSV, by the names in its header.</summary>
internal sealed class CsvDeliveryReader : RowSource
{
    private readonly CsvSplitter _csv;
    private readonly CsvDeliveryRows? _rows;

    /// <exception cref="SmException">The first line is no header of an export.</exception>
    public CsvDeliveryReader(ByteWindow window, string name, long? jobId)
        : base(window, name)
    {
        _csv = new CsvSplitter(window);
        _rows = ReadHeader(jobId);
    }

    protected override long Line => _csv.Line;

    [MethodImpl(HotPath.Compilation)]
    protected override bool Fill(List<SmDeliveryRecord> block, out string? fault)
    {
        fault = null;
        while (block.Count < block.Capacity)
        {
            if (_rows is null || !_csv.Read(out fault))
            {
                return false;
            }

            SmDeliveryRecord? record = fault is null ? _rows.Make(out fault) : null;
            if (record is null)
            {
                return true;
            }

            block.Add(record);
        }

        return true;
    }

    private CsvDeliveryRows? ReadHeader(long? jobId)
    {
        if (!_csv.Read(out string? fault))
        {
            return null;
        }

        if (fault is not null)
        {
            throw DeliveryReading.Unreadable($"{Name}, line {Line}: the header cannot be read: {fault}.");
        }

        var rows = new CsvDeliveryRows(_csv, Name, jobId);
        foreach (byte delimiter in ";\t"u8)
        {
            // A spreadsheet of another country saves with its own separator.
            if (rows.KnownColumns > 0 || _csv.Count > 1)
            {
                break;
            }

            if (_csv.SplitAgain(delimiter))
            {
                rows = new CsvDeliveryRows(_csv, Name, jobId);
            }
        }

        return rows.KnownColumns > 0
            ? rows
            : throw DeliveryReading.Unreadable($"{Name} is not an export: its first line names none of the columns {DeliveryColumns.List}.");
    }
}
