namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from a JSON array or JSON lines.</summary>
internal sealed class JsonDeliveryReader(ByteWindow window, string name, long? jobId) : RowSource(window, name)
{
    private readonly JsonSplitter _json = new(window);
    private readonly JsonRow _row = new(name, jobId);

    protected override long Line => _json.Line;

    protected override bool Fill(List<SmDeliveryRecord> block, out string? fault)
    {
        fault = null;
        while (block.Count < block.Capacity)
        {
            if (!_json.Read(out fault))
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

        return true;
    }

    private SmDeliveryRecord? Make(out string? fault)
    {
        try
        {
            return _row.Make(_json.Row, out fault);
        }
        catch (InvalidOperationException)
        {
            // The JSON reader takes such text for whole until it is asked for it.
            fault = "it holds text that is not UTF-8";
            return null;
        }
    }
}
