namespace SalesManagoMobile.Client;

/// <summary>What all parts of one reading share: its limits, who is told of bad rows, and the count of bytes that came out of compression.</summary>
internal sealed class DeliveryReading(DeliveryReadOptions options, Action<SmException> onBadRow, CancellationToken cancellationToken)
{
    public DeliveryReadOptions Options => options;

    public CancellationToken CancellationToken => cancellationToken;

    public ExpansionGuard Expansion { get; } = new(options);

    public void TellBadRow(string file, long line, string problem) =>
        onBadRow(Unreadable($"{file}, line {line}: {problem}. The row was left out."));

    /// <summary>Tells that a part of a file cannot be read, while the rest can.</summary>
    public void TellBadPart(SmException failure) => onBadRow(failure);

    public static SmException Unreadable(string message, Exception? cause = null) => new(SmFailureKind.InvalidExportData, message, cause);

    public static SmException Damaged(string file, Exception damage) =>
        Unreadable($"{file} is damaged or cut short; the rows before the damage were read. {damage.Message}", damage);
}
