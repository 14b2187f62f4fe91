namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from the content of an export: CSV, ZIP of CSVs, JSON or gzip of those, decided by the first bytes.</summary>
public static class DeliveryReader
{
    /// <param name="content">The file's bytes; read forward only, never held whole. A ZIP is spooled to a temporary file when the stream cannot seek.</param>
    /// <param name="name">The file's name, for <see cref="SmDeliveryRecord.Source"/> and messages.</param>
    /// <param name="onBadRow">Told of each row that cannot be read, with file and line; the rest goes on.</param>
    public static IEnumerable<SmDeliveryRecord> Read(Stream content, string name, Action<SmException> onBadRow, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
