using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SalesManagoMobile.Client;

/// <summary>
/// Makes records of the bytes of fields, whatever the format of the file. Texts that come again and again become one string.
/// </summary>
/// <param name="source">The file's name, for rows that do not name another.</param>
/// <param name="options">What rows are marked with, and the culture of their times.</param>
internal sealed class RecordFields(string source, DeliveryReadOptions options)
{
    /// <summary>What is wrong with bytes that are in the code page of some country, as Excel saves them.</summary>
    public const string NotUtf8 = "is neither UTF-8 nor UTF-16. Save the file as UTF-8";

    private readonly TimeReader _times = new(options.InputCulture);
    private readonly StringPool _pool = new();
    private readonly RowOrigin _file = new(source, options.JobId);
    private RowOrigin _origin = new(source, options.JobId);

    public SmDeliveryRecord NewRecord() => new() { _origin = _file };

    /// <summary>Sets what one field of the row says.</summary>
    /// <param name="record">The row's record.</param>
    /// <param name="column">The field's column; not <see cref="DeliveryColumn.Unknown"/>.</param>
    /// <param name="value">The field's bytes, unescaped.</param>
    /// <param name="quoted">Whether the word null is a text.</param>
    /// <returns>False when the column cannot hold it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TrySet(SmDeliveryRecord record, DeliveryColumn column, ReadOnlySpan<byte> value, bool quoted)
    {
        switch (column)
        {
            case DeliveryColumn.ContactId:
                return TryText(value, quoted, out record._contactId);
            case DeliveryColumn.Email:
                return TryText(value, quoted, out record._email);
            case DeliveryColumn.Phone:
                return TryText(value, quoted, out record._phone);
            case DeliveryColumn.Name:
                return TryShared(value, quoted, out record._name);
            case DeliveryColumn.Platform:
                return TryShared(value, quoted, out record._platform);
            case DeliveryColumn.SentDate:
                return _times.TryRead(value, out record._sent);
            case DeliveryColumn.DisplayedDate:
                return _times.TryRead(value, out record._displayed);
            case DeliveryColumn.ClickedDate:
                return _times.TryRead(value, out record._clicked);
            case DeliveryColumn.DismissedDate:
                return _times.TryRead(value, out record._dismissed);
            default:
                return TrySetOfRecord(record, column, value, quoted);
        }
    }

    /// <summary>Why <see cref="TrySet"/> refused a value.</summary>
    public string Problem(DeliveryColumn column, ReadOnlySpan<byte> value) => DeliveryColumns.NameOf(column) + " " + column switch
    {
        DeliveryColumn.JobId => $"is not a number: '{SafeText.Excerpt(Encoding.UTF8.GetString(value), 40)}'",
        _ when column.IsTime() => _times.Problem(value),
        _ => NotUtf8,
    };

    /// <summary>Whether a field has no value: it is empty, or holds the documented spelling of a missing value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsMissing(ReadOnlySpan<byte> value, bool quoted) => value.IsEmpty || (!quoted && value.SequenceEqual("null"u8));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryText(ReadOnlySpan<byte> value, bool quoted, out string? text)
    {
        text = null;
        return IsMissing(value, quoted) || (text = StringPool.Decode(value)) is not null;
    }

    private bool TryShared(ReadOnlySpan<byte> value, bool quoted, out string? text)
    {
        text = null;
        return IsMissing(value, quoted) || (text = _pool.Get(value)) is not null;
    }

    /// <summary>
    /// Writes what a record had as <see cref="SmDeliveryRecord.Extra"/> before, into an object that gets more properties.
    /// </summary>
    public static void WriteKnownExtra(Utf8JsonWriter extra, string? known)
    {
        if (known is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(known);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in document.RootElement.EnumerateObject())
                {
                    property.WriteTo(extra);
                }

                return;
            }
        }
        catch (JsonException)
        {
            // Somebody else wrote this column: it is kept as the text that it is.
        }

        extra.WriteString("Extra", known);
    }

    private bool TrySetOfRecord(SmDeliveryRecord record, DeliveryColumn column, ReadOnlySpan<byte> value, bool quoted)
    {
        if (IsMissing(value, quoted))
        {
            return true;
        }

        long jobId = 0;
        switch (column)
        {
            case DeliveryColumn.Extra:
                record._extra = Encoding.UTF8.GetString(value);
                return true;
            case DeliveryColumn.Source:
                Mark(record, record._origin with { Source = _pool.Get(value) ?? Encoding.UTF8.GetString(value) });
                return true;
            default:
                bool known = Utf8Parser.TryParse(value, out jobId, out int used) && used == value.Length;
                Mark(record, record._origin with { JobId = options.JobId ?? jobId });
                return known;
        }
    }

    /// <summary>Marks a row with where it comes from. Neighbours come from the same place.</summary>
    private void Mark(SmDeliveryRecord record, RowOrigin origin)
    {
        _origin = origin == _origin ? _origin : origin;
        record._origin = _origin;
    }
}

/// <summary>
/// Gives one string for equal texts that come again and again, as a conversation's name does. A small table that forgets: it costs
/// the same memory for a file of any size.
/// </summary>
internal sealed class StringPool
{
    private const int Size = 128;
    private const int MaxLength = 256;
    private readonly Entry[] _entries = new Entry[Size];

    /// <summary>The text, or null when the bytes are not UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Decode(utf8);
        }

        int slot = ((utf8.Length * 31) + (utf8[0] * 7) + (utf8[utf8.Length / 2] * 13) + utf8[^1]) & (Size - 1);
        ref Entry entry = ref _entries[slot];
        if (entry.Text is { } text && utf8.SequenceEqual(entry.Utf8))
        {
            return text;
        }

        string? decoded = Decode(utf8);
        if (decoded is not null)
        {
            entry = new Entry(utf8.ToArray(), decoded);
        }

        return decoded;
    }

    /// <summary>A string of its own, or null when the bytes are not UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? Decode(ReadOnlySpan<byte> utf8)
    {
        // Widening bytes is a good deal faster than decoding them.
        if (Ascii.IsValid(utf8))
        {
            return Encoding.Latin1.GetString(utf8);
        }

        return Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
    }

    private readonly record struct Entry(byte[] Utf8, string Text);
}
