using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads delivery records from the content of an export: CSV, ZIP of CSVs, JSON or gzip of those, decided by the first bytes.
/// </summary>
public static class DeliveryReader
{
    /// <summary>A gzip inside a gzip inside a ZIP is read; what is wrapped once more is not.</summary>
    private const int MaxDepth = 3;

    /// <inheritdoc cref="Read(Stream, string, DeliveryReadOptions, Action{SmException}, CancellationToken)"/>
    public static IEnumerable<SmDeliveryRecord> Read(
        Stream content, string name, Action<SmException> onBadRow, CancellationToken cancellationToken) =>
        Read(content, name, new DeliveryReadOptions(), onBadRow, cancellationToken);

    /// <summary>
    /// Reads while it is enumerated; memory does not grow with the file. Rows before a damaged place are handed out before the failure is
    /// thrown.
    /// </summary>
    /// <param name="content">The file's bytes; read forward only, never held whole. A ZIP is spooled to a temporary file when the stream
    /// cannot seek.</param>
    /// <param name="name">The file's name, for <see cref="SmDeliveryRecord.Source"/> and messages.</param>
    /// <param name="options">Limits, and what rows are marked with.</param>
    /// <param name="onBadRow">Called for each row, or entry of a ZIP, that cannot be read, with file and line; the rest goes on.</param>
    /// <param name="cancellationToken">Checked whenever more of the file is read.</param>
    /// <exception cref="SmException">While enumerating: the file is no export, damaged, cut short or expands beyond a limit.</exception>
    public static IEnumerable<SmDeliveryRecord> Read(
        Stream content, string name, DeliveryReadOptions options, Action<SmException> onBadRow, CancellationToken cancellationToken) =>
        ReadBlocks(content, name, options, onBadRow, cancellationToken).SelectMany(static block => block);

    /// <summary>
    /// Reads as <see cref="Read(Stream, string, DeliveryReadOptions, Action{SmException}, CancellationToken)"/> does, and hands out
    /// the rows in blocks of some hundred. A block is overwritten by the next one.
    /// </summary>
    /// <inheritdoc cref="Read(Stream, string, DeliveryReadOptions, Action{SmException}, CancellationToken)"/>
    public static IEnumerable<IReadOnlyList<SmDeliveryRecord>> ReadBlocks(
        Stream content, string name, DeliveryReadOptions options, Action<SmException> onBadRow, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onBadRow);
        var reading = new DeliveryReading(options, onBadRow, cancellationToken);
        return ReadContent(reading.Compressed(content), name, 0, reading);
    }

    internal static IEnumerable<List<SmDeliveryRecord>> ReadContent(Stream content, string name, int depth, DeliveryReading reading)
    {
        long origin = content.CanSeek ? content.Position : 0;
        using var window = new ByteWindow(content, reading.Options.MaxRowBytes, reading.CancellationToken);
        window.Fill();
        ContentKind kind = ContentSniffer.Sniff(window.Unread);
        if (window.Unread.StartsWith(ContentSniffer.ByteOrderMark))
        {
            window.Advance(ContentSniffer.ByteOrderMark.Length);
        }

        if (depth >= MaxDepth && kind is ContentKind.Gzip or ContentKind.Zip)
        {
            throw DeliveryReading.Unreadable($"{name} is compressed more than {MaxDepth} times and was not read.");
        }

        IEnumerable<List<SmDeliveryRecord>> blocks = kind switch
        {
            ContentKind.Zip => ReadZip(content, origin, window, name, depth + 1, reading),
            ContentKind.Gzip => ReadGzip(Whole(window, content), name, depth + 1, reading),
            ContentKind.Utf16 => ReadUtf16(window, content, name, depth + 1, reading),
            ContentKind.Json => new JsonRowReader(window, name, reading.Options).ReadBlocks(reading),
            ContentKind.Markup => throw DeliveryReading.Unreadable(
                $"{name} is not an export. It is a page with the text: {ContentSniffer.WordsOf(window.Unread)}"),
            _ => new CsvRowReader(window, name, reading.Options).ReadBlocks(reading),
        };
        foreach (List<SmDeliveryRecord> block in blocks)
        {
            yield return block;
        }
    }

    private static IEnumerable<List<SmDeliveryRecord>> ReadGzip(Stream compressed, string name, int depth, DeliveryReading reading)
    {
        using var content = new GzipContentStream(compressed);
        foreach (List<SmDeliveryRecord> block in ReadContent(reading.Expanded(content), name, depth, reading))
        {
            yield return block;
        }
    }

    private static IEnumerable<List<SmDeliveryRecord>> ReadUtf16(
        ByteWindow window, Stream content, string name, int depth, DeliveryReading reading)
    {
        Encoding encoding = window.Unread[0] == 0xFE ? Encoding.BigEndianUnicode : Encoding.Unicode;
        using Stream utf8 = Encoding.CreateTranscodingStream(Whole(window, content), encoding, Encoding.UTF8);
        foreach (List<SmDeliveryRecord> block in ReadContent(utf8, name, depth, reading))
        {
            yield return block;
        }
    }

    private static IEnumerable<List<SmDeliveryRecord>> ReadZip(
        Stream content, long origin, ByteWindow window, string name, int depth, DeliveryReading reading)
    {
        using Stream? spooled = content.CanSeek ? null : Spool(Whole(window, content), name, reading);
        if (spooled is null)
        {
            content.Position = origin;
        }

        foreach (List<SmDeliveryRecord> block in ZipReader.Read(spooled ?? content, name, depth, reading))
        {
            yield return block;
        }
    }

    private static PrefixedStream Whole(ByteWindow window, Stream content) => new(window.Unread.ToArray(), content);

    private static FileStream Spool(Stream content, string name, DeliveryReading reading)
    {
        FileStream file = TemporaryFile.Create();
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int count; (count = content.Read(buffer)) > 0;)
            {
                reading.CancellationToken.ThrowIfCancellationRequested();
                file.Write(buffer, 0, count);
            }

            file.Position = 0;
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException or InvalidDataException)
            {
                throw DeliveryReading.Unreadable($"{name} could not be read: {e.Message}", e);
            }

            throw;
        }
    }
}
