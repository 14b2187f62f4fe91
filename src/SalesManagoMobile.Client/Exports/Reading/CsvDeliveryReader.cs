namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from CSV, by the names in its header.</summary>
internal static class CsvDeliveryReader
{
    public static IEnumerable<SmDeliveryRecord> Read(ByteWindow window, string name, DeliveryReading reading)
    {
        var csv = new CsvSplitter(window);
        if (ReadHeader(csv, name, reading) is { } rows)
        {
            while (csv.Read(out string? fault))
            {
                SmDeliveryRecord? record = fault is null ? rows.Make(out fault) : null;
                if (record is not null)
                    yield return record;
                else
                    reading.TellBadRow(name, csv.Line, fault!);
            }
        }

        if (window.Damage is not null)
            throw DeliveryReading.Damaged(name, window.Damage);
    }

    private static CsvDeliveryRows? ReadHeader(CsvSplitter csv, string name, DeliveryReading reading)
    {
        if (!csv.Read(out string? fault))
            return null;
        if (fault is not null)
            throw DeliveryReading.Unreadable($"{name}, line {csv.Line}: the header cannot be read: {fault}.");
        var rows = new CsvDeliveryRows(csv, name, reading.Options.JobId);
        foreach (byte delimiter in ";\t"u8)
        {
            // A spreadsheet of another country saves with its own separator.
            if (rows.KnownColumns > 0 || csv.Count > 1)
                break;
            if (csv.SplitAgain(delimiter))
                rows = new CsvDeliveryRows(csv, name, reading.Options.JobId);
        }

        return rows.KnownColumns > 0
            ? rows
            : throw DeliveryReading.Unreadable($"{name} is not an export: its first line names none of the columns {DeliveryColumns.List}.");
    }
}
