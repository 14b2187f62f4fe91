using System.Runtime.CompilerServices;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>Makes records of split rows, by the names in the header.</summary>
internal sealed class CsvDeliveryRows
{
    private readonly CsvSplitter _csv;
    private readonly string _source;
    private readonly long? _jobId;
    private readonly int[] _indexes = new int[DeliveryColumns.Known];
    private readonly int _count;
    private readonly ExtraColumns? _extra;
    private readonly StringPool _pool = new();
    private byte[] _scratch = [];
    private bool _ascii;
    private DeliveryColumn? _unreadable;

    /// <summary>Takes the header from the row that the splitter stands on.</summary>
    public CsvDeliveryRows(CsvSplitter csv, string source, long? jobId)
    {
        (_csv, _source, _jobId, _count) = (csv, source, jobId, csv.Count);
        Array.Fill(_indexes, -1);
        var extra = new List<(int, string)>();
        for (int i = 0; i < csv.Count; i++)
        {
            ReadOnlySpan<byte> name = Unescaped(csv[i]);
            DeliveryColumn column = DeliveryColumns.Find(name);
            if (column == DeliveryColumn.Unknown || _indexes[(int)column] >= 0)
            {
                extra.Add((i, Encoding.UTF8.GetString(name).Trim()));
            }
            else
            {
                _indexes[(int)column] = i;
            }
        }

        KnownColumns = csv.Count - extra.Count;
        _extra = extra.Count == 0 ? null : new ExtraColumns(extra);
    }

    /// <summary>How many of the documented columns the header names.</summary>
    public int KnownColumns { get; }

    /// <summary>Makes a record of the row that the splitter stands on.</summary>
    /// <returns>Null when it cannot be read; then the problem tells why.</returns>
    [MethodImpl(HotPath.Compilation)]
    public SmDeliveryRecord? Make(out string? problem)
    {
        if (_csv.Count != _count)
        {
            problem = $"{_csv.Count} fields where the header has {_count}";
            return null;
        }

        _unreadable = null;
        _ascii = Ascii.IsValid(_csv.Row);
        var record = new SmDeliveryRecord
        {
            ContactId = Text(DeliveryColumn.ContactId),
            Email = Text(DeliveryColumn.Email),
            Phone = Text(DeliveryColumn.Phone),
            Name = Text(DeliveryColumn.Name, _pool),
            Platform = Text(DeliveryColumn.Platform, _pool),
            Sent = Time(DeliveryColumn.SentDate),
            Displayed = Time(DeliveryColumn.DisplayedDate),
            Clicked = Time(DeliveryColumn.ClickedDate),
            Dismissed = Time(DeliveryColumn.DismissedDate),
            Extra = _extra?.ToJson(this),
            Source = _source,
            JobId = _jobId,
        };
        problem = _unreadable is { } column ? Describe(column) : null;
        return problem is null ? record : null;
    }

    /// <summary>A field's bytes, as the writer of the file had them.</summary>
    public ReadOnlySpan<byte> Value(int index) => Unescaped(_csv[index]);

    [MethodImpl(HotPath.Inlining)]
    private string? Text(DeliveryColumn column, StringPool? pool = null)
    {
        int index = _indexes[(int)column];
        if (index < 0)
        {
            return null;
        }

        CsvField field = _csv[index];
        ReadOnlySpan<byte> text = Unescaped(field);
        if (text.IsEmpty || (!field.Quoted && FieldValue.IsMissing(text)))
        {
            return null;
        }

        if (pool is not null)
        {
            return pool.Get(text);
        }

        // Widening bytes is a good deal faster than decoding them.
        return _ascii ? Encoding.Latin1.GetString(text) : Encoding.UTF8.GetString(text);
    }

    [MethodImpl(HotPath.Inlining)]
    private UtcTime Time(DeliveryColumn column)
    {
        int index = _indexes[(int)column];
        if (index < 0)
        {
            return default;
        }

        if (!FieldValue.TryTime(_csv.Raw(_csv[index]), out UtcTime time))
        {
            _unreadable ??= column;
        }

        return time;
    }

    private string Describe(DeliveryColumn column)
    {
        string text = Encoding.UTF8.GetString(Value(_indexes[(int)column]));
        return $"{DeliveryColumns.NameOf(column)} is not a time in Unix milliseconds: '{Shorten.To(text, 40)}'";
    }

    [MethodImpl(HotPath.Inlining)]
    private ReadOnlySpan<byte> Unescaped(scoped in CsvField field) => field.Escaped ? WithoutEscapes(_csv.Raw(field)) : _csv.Raw(field);

    [MethodImpl(HotPath.Compilation)]
    private ReadOnlySpan<byte> WithoutEscapes(ReadOnlySpan<byte> raw)
    {
        if (_scratch.Length < raw.Length)
        {
            _scratch = new byte[raw.Length];
        }

        int length = 0;
        for (int at; (at = raw.IndexOf((byte)'"')) >= 0; raw = raw[(at + 2)..])
        {
            raw[..(at + 1)].CopyTo(_scratch.AsSpan(length));
            length += at + 1;
        }

        raw.CopyTo(_scratch.AsSpan(length));
        return _scratch.AsSpan(0, length + raw.Length);
    }
}
