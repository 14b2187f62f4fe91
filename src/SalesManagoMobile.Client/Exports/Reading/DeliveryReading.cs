namespace SalesManagoMobile.Client;

/// <summary>
/// What all parts of one reading share: its limits, where bad rows are reported, and the guard against archives that expand without end,
/// which counts the bytes that go into decompression and those that come out.
/// </summary>
internal sealed class DeliveryReading(DeliveryReadOptions options, Action<SmException> onBadRow, CancellationToken cancellationToken)
{
    private long _compressed;
    private long _expanded;

    public DeliveryReadOptions Options => options;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Whether a limit was broken: then no other part of the file is read either.</summary>
    public bool ExpandsTooFar { get; private set; }

    public void ReportBadRow(string file, long line, string problem) =>
        onBadRow(Unreadable($"{file}, line {line}: {problem}. The row was left out."));

    /// <summary>Reports that a part of a file cannot be read, while the rest can.</summary>
    public void ReportBadPart(SmException failure) => onBadRow(failure);

    /// <summary>Counts what is read from the file itself. Nothing is read twice: entries of a ZIP may not share bytes.</summary>
    public Stream Compressed(Stream file) => new CountingStream(file, count => _compressed += count);

    /// <summary>Counts what comes out of decompression.</summary>
    /// <exception cref="InvalidDataException">From the stream's reads: it expands beyond a limit.</exception>
    public Stream Expanded(Stream content) => new CountingStream(content, Check);

    public static SmException Unreadable(string message, Exception? cause = null) => new(SmFailureKind.InvalidExportData, message, cause);

    public static SmException Damaged(string file, Exception damage) =>
        Unreadable($"{file} is damaged or cut short; the rows before the damage were read. {damage.Message}", damage);

    private void Check(int count)
    {
        _expanded += count;
        if (_expanded > options.MaxExpandedBytes)
        {
            Refuse($"It expands to more than {options.MaxExpandedBytes:N0} bytes, so it was not read.");
        }

        if (_expanded > options.ExpansionGrace && _expanded / options.MaxExpansionRatio > _compressed)
        {
            Refuse($"It expands to more than {options.MaxExpansionRatio} times its size, so it was not read.");
        }
    }

    private void Refuse(string message)
    {
        ExpandsTooFar = true;
        throw new InvalidDataException(message);
    }
}
