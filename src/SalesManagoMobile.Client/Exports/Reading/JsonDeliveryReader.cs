namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from a JSON array or JSON lines.</summary>
internal static class JsonDeliveryReader
{
    public static IEnumerable<SmDeliveryRecord> Read(ByteWindow window, string name, DeliveryReading reading)
    {
        var json = new JsonSplitter(window);
        using var rows = new JsonRow(name, reading.Options.JobId);
        while (json.Read(out string? fault))
        {
            SmDeliveryRecord? record = fault is null ? Make(rows, json.Row, out fault) : null;
            if (record is not null)
                yield return record;
            else
                reading.TellBadRow(name, json.Line, fault!);
        }

        if (window.Damage is not null)
            throw DeliveryReading.Damaged(name, window.Damage);
    }

    private static SmDeliveryRecord? Make(JsonRow rows, ReadOnlySpan<byte> row, out string? fault)
    {
        try
        {
            return rows.Make(row, out fault);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader takes such text for whole until it is asked for it.
            fault = "it holds text that is not UTF-8";
            return null;
        }
    }
}
