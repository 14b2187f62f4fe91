using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SalesManagoMobile.Client;

/// <summary>Reads delivery records from CSV, by the names in its header. Other columns become compact JSON.</summary>
internal sealed class CsvRowReader : RowReader
{
    private readonly CsvSplitter _csv;
    private readonly RecordFields _fields;
    private readonly ArrayBufferWriter<byte> _extraBytes = new();
    private DeliveryColumn[] _columns = [];
    private JsonEncodedText[] _extraNames = [];
    private byte[] _scratch = [];

    /// <exception cref="SmException">The first line is no header of an export.</exception>
    public CsvRowReader(ByteWindow window, string name, DeliveryReadOptions options)
        : base(window, name)
    {
        _csv = new CsvSplitter(window, DelimiterOf(window.Unread));
        _fields = new RecordFields(name, options);
        ReadHeader();
    }

    protected override long Line => _csv.Line;

    /// <summary>Whether the text in the window starts with the header of an export.</summary>
    public static bool HasHeader(ByteWindow window)
    {
        try
        {
            window.Advance(window.Unread.StartsWith(ContentSniffer.ByteOrderMark) ? ContentSniffer.ByteOrderMark.Length : 0);
            return new CsvRowReader(window, "", new DeliveryReadOptions())._columns.Length > 0;
        }
        catch (SmException)
        {
            return false;
        }
    }

    private static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    protected override bool Read(out string? fault) => _csv.Read(out fault);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override SmDeliveryRecord? Make(out string? fault)
    {
        DeliveryColumn[] columns = _columns;
        if (_csv.Count != columns.Length)
        {
            fault = $"{_csv.Count} fields where the header has {columns.Length}";
            return null;
        }

        SmDeliveryRecord record = _fields.NewRecord();
        for (int i = 0; i < columns.Length; i++)
        {
            ref readonly CsvField field = ref _csv[i];
            if (columns[i] != DeliveryColumn.Unknown && !_fields.TrySet(record, columns[i], Value(field), field.Quoted))
            {
                fault = _fields.Problem(columns[i], Value(field));
                return null;
            }
        }

        fault = null;
        if (_extraNames.Length > 0)
        {
            record._extra = Extra(record._extra, out fault);
        }

        return fault is null ? record : null;
    }

    /// <summary>PowerShell uses the delimiter that it was given, a spreadsheet that of its culture.</summary>
    private static byte DelimiterOf(ReadOnlySpan<byte> file) => CsvHeader.DelimiterOf(
        Encoding.UTF8.GetString(file[..Math.Min(file.Length, ContentSniffer.HeadSize)]),
        static name => DeliveryColumns.Find(Encoding.UTF8.GetBytes(name)).IsDocumented());

    private void ReadHeader()
    {
        string? fault;
        do
        {
            if (!_csv.Read(out fault))
            {
                return;
            }
        }
        while (fault is null && CsvHeader.IsPreface(Encoding.UTF8.GetString(_csv.Raw(_csv[0]))));

        if (fault is not null)
        {
            throw DeliveryReading.Unreadable($"{Name}, line {Line}: the header cannot be read: {fault}.");
        }

        TakeHeader();
        if (!_columns.Any(DeliveryColumns.IsDocumented))
        {
            throw DeliveryReading.Unreadable(
                $"{Name} is not an export: its first line names none of the columns {DeliveryColumns.List}. Nothing was read.");
        }
    }

    private void TakeHeader()
    {
        _columns = new DeliveryColumn[_csv.Count];
        string[] names = new string[_csv.Count];
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<byte> name = Value(_csv[i]);
            DeliveryColumn column = DeliveryColumns.Find(name);
            names[i] = Encoding.UTF8.GetString(name).Trim();
            _columns[i] = Array.IndexOf(_columns, column, 0, i) >= 0 ? DeliveryColumn.Unknown : column;
        }

        if (!DeliveryColumns.OfRecords.All(_columns.Contains))
        {
            _columns = Array.ConvertAll(_columns, static column => column.IsOfRecords() ? DeliveryColumn.Unknown : column);
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        _extraNames =
        [
            .. Enumerable.Range(0, names.Length).Where(i => _columns[i] == DeliveryColumn.Unknown)
                .Select(i => JsonEncodedText.Encode(Unique(i, names[i], taken), Encoder)),
        ];
    }

    private static string Unique(int index, string name, HashSet<string> taken)
    {
        string wanted = name.Length == 0 ? $"column{index + 1}" : name;
        string unique = wanted;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = $"{wanted}_{i}";
        }

        return unique;
    }

    /// <summary>
    /// The row's other columns as JSON, behind what the record had already: a field that stands there as nothing or as <c>null</c> is null.
    /// </summary>
    private string Extra(string? known, out string? fault)
    {
        fault = null;
        _extraBytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_extraBytes, new JsonWriterOptions { Encoder = Encoder });
        json.WriteStartObject();
        RecordFields.WriteKnownExtra(json, known);
        for (int i = 0, name = 0; i < _columns.Length; i++)
        {
            if (_columns[i] != DeliveryColumn.Unknown)
            {
                continue;
            }

            ReadOnlySpan<byte> value = Value(_csv[i]);
            fault ??= Utf8.IsValid(value) ? null : $"a field {RecordFields.NotUtf8}";
            if (RecordFields.IsMissing(value, quoted: false))
            {
                json.WriteNull(_extraNames[name++]);
            }
            else
            {
                json.WriteString(_extraNames[name++], Encoding.UTF8.GetString(value));
            }
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(_extraBytes.WrittenSpan);
    }

    /// <summary>A field's bytes, as the writer of the file had them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Value(scoped in CsvField field) => field.Escaped ? WithoutEscapes(_csv.Raw(field)) : _csv.Raw(field);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
