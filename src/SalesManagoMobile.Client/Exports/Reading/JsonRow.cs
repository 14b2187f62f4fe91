using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>Makes records of JSON objects, by the names of their properties.</summary>
internal sealed class JsonRow(string source, long? jobId)
{
    private readonly StringPool _pool = new();
    private readonly string?[] _texts = new string?[DeliveryColumns.Known];
    private readonly UtcTime[] _times = new UtcTime[DeliveryColumns.Known];
    private readonly ArrayBufferWriter<byte> _extraBytes = new();

    public static JsonReaderOptions Options { get; } = new() { AllowTrailingCommas = true };

    /// <summary>Makes a record of one object.</summary>
    /// <returns>Null when it cannot be read; then the problem tells why.</returns>
    public SmDeliveryRecord? Make(ReadOnlySpan<byte> row, out string? problem)
    {
        Array.Clear(_texts);
        Array.Clear(_times);
        problem = null;
        bool known = false;
        bool extra = false;
        var json = new Utf8JsonReader(row, Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            DeliveryColumn column = DeliveryColumns.Find(json.ValueSpan);
            if (column == DeliveryColumn.Unknown)
            {
                extra = true;
                json.Skip();
                continue;
            }

            known = true;
            json.Read();
            if (!(column < DeliveryColumn.SentDate ? TryText(ref json, column) : TryTime(ref json, column)))
            {
                problem ??= $"{DeliveryColumns.NameOf(column)} is not {(column < DeliveryColumn.SentDate ? "text" : "a time in Unix milliseconds")}";
            }

            json.Skip();
        }

        if (!known)
        {
            problem = $"it has none of the properties {DeliveryColumns.List}: {Shorten.To(Encoding.UTF8.GetString(row[..Math.Min(row.Length, 400)]), 100)}";
        }

        return problem is null ? ToRecord(extra ? ReadExtra(row) : null) : null;
    }

    private SmDeliveryRecord ToRecord(string? extra) => new()
    {
        ContactId = _texts[(int)DeliveryColumn.ContactId],
        Email = _texts[(int)DeliveryColumn.Email],
        Phone = _texts[(int)DeliveryColumn.Phone],
        Name = _texts[(int)DeliveryColumn.Name],
        Platform = _texts[(int)DeliveryColumn.Platform],
        Sent = _times[(int)DeliveryColumn.SentDate],
        Displayed = _times[(int)DeliveryColumn.DisplayedDate],
        Clicked = _times[(int)DeliveryColumn.ClickedDate],
        Dismissed = _times[(int)DeliveryColumn.DismissedDate],
        Extra = extra,
        Source = source,
        JobId = jobId,
    };

    private bool TryText(ref Utf8JsonReader json, DeliveryColumn column)
    {
        ref string? text = ref _texts[(int)column];
        bool repeated = column is DeliveryColumn.Name or DeliveryColumn.Platform;
        switch (json.TokenType)
        {
            case JsonTokenType.String when json.ValueSpan.IsEmpty:
            case JsonTokenType.Null:
                text = null;
                return true;
            case JsonTokenType.String when json.ValueIsEscaped:
                text = json.GetString();
                return true;
            case JsonTokenType.String:
            case JsonTokenType.Number:
                text = repeated ? _pool.Get(json.ValueSpan) : Encoding.UTF8.GetString(json.ValueSpan);
                return true;
            default:
                return false;
        }
    }

    private bool TryTime(ref Utf8JsonReader json, DeliveryColumn column)
    {
        ref UtcTime time = ref _times[(int)column];
        time = default;
        return json.TokenType switch
        {
            JsonTokenType.Null => true,
            JsonTokenType.Number => json.TryGetInt64(out long ms) && UtcTime.TryFromUnixMilliseconds(ms, out time),
            JsonTokenType.String when json.TryGetDateTimeOffset(out DateTimeOffset iso) => (time = iso) != default,
            JsonTokenType.String => FieldValue.TryTime(json.ValueSpan, out time),
            _ => false,
        };
    }

    /// <summary>The properties that are none of the documented ones, as an object of their own.</summary>
    private string ReadExtra(ReadOnlySpan<byte> row)
    {
        _extraBytes.ResetWrittenCount();
        using var extra = new Utf8JsonWriter(_extraBytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        extra.WriteStartObject();
        var json = new Utf8JsonReader(row, Options);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (DeliveryColumns.Find(json.ValueSpan) != DeliveryColumn.Unknown)
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
}
