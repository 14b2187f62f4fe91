using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads delivery records from JSON objects, by the names of their properties. Other properties are kept as compact JSON.
/// </summary>
internal sealed class JsonRowReader(ByteWindow window, string name, DeliveryReadOptions options) : RowReader(window, name)
{
    private const int MaxForeign = 5;
    private readonly JsonSplitter _json = new(window);
    private readonly RecordFields _fields = new(name, options);
    private readonly ArrayBufferWriter<byte> _extraBytes = new();
    private byte[] _scratch = new byte[256];
    private int _foreign;

    protected override long Line => _json.Line;

    protected override string? Unfinished => _json.Unfinished;

    protected override bool Read(out string? fault) => _json.Read(out fault);

    protected override SmDeliveryRecord? Make(out string? fault)
    {
        try
        {
            SmDeliveryRecord record = _fields.NewRecord();
            Seen seen = ReadColumns(record, out fault);
            if (fault is null && !seen.Documented)
            {
                fault = Foreign();
            }

            if (fault is null && (seen.Other || (seen.OfRecords != 0 && !seen.IsRecord)))
            {
                record._extra = ReadExtra(record._extra, seen.IsRecord);
            }

            return fault is null ? record : null;
        }
        catch (InvalidOperationException)
        {
            // The JSON reader accepts such text until it is read.
            fault = "it holds text that is not UTF-8";
            return null;
        }
    }

    private Seen ReadColumns(SmDeliveryRecord record, out string? fault)
    {
        fault = null;
        var seen = default(Seen);
        var json = new Utf8JsonReader(_json.Row, JsonSplitter.Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            DeliveryColumn column = DeliveryColumns.Find(json.ValueSpan);
            json.Read();
            if (column.IsDocumented())
            {
                seen.Documented = true;
                fault ??= Set(record, column, ref json);
                _foreign = -1;
            }
            else
            {
                seen.Other |= column == DeliveryColumn.Unknown;
                seen.OfRecords |= column.IsOfRecords() ? 1 << (int)column : 0;
            }

            json.Skip();
        }

        if (seen.IsRecord)
        {
            fault ??= ReadOfRecord(record);
        }

        return seen;
    }

    /// <summary>Sets what only records have, once it is known that the object is one.</summary>
    private string? ReadOfRecord(SmDeliveryRecord record)
    {
        string? fault = null;
        var json = new Utf8JsonReader(_json.Row, JsonSplitter.Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            DeliveryColumn column = DeliveryColumns.Find(json.ValueSpan);
            json.Read();
            fault ??= column.IsOfRecords() ? Set(record, column, ref json) : null;
            json.Skip();
        }

        return fault;
    }

    private string? Set(SmDeliveryRecord record, DeliveryColumn column, ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null))
        {
            return $"{DeliveryColumns.NameOf(column)} is not {(column.IsTime() ? "a time" : "text")}";
        }

        ReadOnlySpan<byte> value = json.TokenType == JsonTokenType.Null ? default : json.ValueSpan;
        if (json.TokenType == JsonTokenType.String && json.ValueIsEscaped)
        {
            _scratch = _scratch.Length < value.Length ? new byte[value.Length] : _scratch;
            value = _scratch.AsSpan(0, json.CopyString(_scratch));
        }

        return _fields.TrySet(record, column, value, quoted: true) ? null : _fields.Problem(column, value);
    }

    /// <summary>Says that the object is not of an export; when the first ones of the file are not, the file is not one.</summary>
    private string Foreign()
    {
        ReadOnlySpan<byte> row = _json.Row;
        string shown = SafeText.Excerpt(Encoding.UTF8.GetString(row[..Math.Min(row.Length, 400)]), 100);
        if (_foreign >= 0 && ++_foreign > MaxForeign)
        {
            throw DeliveryReading.Unreadable(
                $"{Name} is not an export: its first {_foreign} objects have none of the properties "
                    + $"{DeliveryColumns.List}. Nothing was read.");
        }

        return $"it has none of the properties {DeliveryColumns.List}: {shown}";
    }

    /// <summary>The properties that have no column, as an object of their own, behind what the record had already.</summary>
    private string ReadExtra(string? known, bool isRecord)
    {
        _extraBytes.ResetWrittenCount();
        using var extra = new Utf8JsonWriter(_extraBytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        extra.WriteStartObject();
        RecordFields.WriteKnownExtra(extra, known);
        var json = new Utf8JsonReader(_json.Row, JsonSplitter.Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            DeliveryColumn column = DeliveryColumns.Find(json.ValueSpan);
            if (column.IsDocumented() || (isRecord && column.IsOfRecords()))
            {
                json.Skip();
                continue;
            }

            extra.WritePropertyName(json.GetString()!);
            JsonElement.ParseValue(ref json).WriteTo(extra);
        }

        extra.WriteEndObject();
        extra.Flush();
        return Encoding.UTF8.GetString(_extraBytes.WrittenSpan);
    }

    /// <summary>Which kinds of properties an object has.</summary>
    private struct Seen
    {
        public bool Documented;
        public bool Other;
        public int OfRecords;

        /// <summary>Whether the object is a record as ConvertTo-Json writes it.</summary>
        public readonly bool IsRecord =>
            OfRecords == (1 << (int)DeliveryColumn.Extra | 1 << (int)DeliveryColumn.Source | 1 << (int)DeliveryColumn.JobId);
    }
}
