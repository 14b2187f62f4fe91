using System.Buffers;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Finds the objects of a JSON array, of JSON lines, or of the array inside an answer-like object (<c>{"success":…,"data":[…]}</c>).
/// An object that is not JSON is told as a fault, and reading goes on at the next line.
/// </summary>
internal sealed class JsonSplitter(ByteWindow window)
{
    private const byte Lf = (byte)'\n';
    private static readonly SearchValues<byte> BetweenRows = SearchValues.Create(" \t\r\n,[]"u8);
    private int _length;
    private long _nextLine = 1;
    private bool _first = true;
    private bool _wrapped;

    /// <summary>The line, from 1, that the object starts on.</summary>
    public long Line { get; private set; }

    /// <summary>The object's bytes.</summary>
    public ReadOnlySpan<byte> Row => window.Unread[.._length];

    /// <summary>Goes to the next object.</summary>
    /// <param name="fault">Why it cannot be read, or null.</param>
    /// <returns>False at the end.</returns>
    public bool Read(out string? fault)
    {
        Consume(_length);
        _length = 0;
        fault = null;
        if (!SkipToValue())
        {
            return false;
        }

        Line = _nextLine;
        if (window.Unread[0] != (byte)'{')
        {
            fault = "a row must be a JSON object";
        }
        else
        {
            if (_first)
            {
                Unwrap();
            }

            _first = false;
            Line = _nextLine;
            fault = FindEnd();
        }

        if (fault is not null)
        {
            SkipLine();
        }

        return true;
    }

    private bool SkipToValue()
    {
        while (true)
        {
            int at = window.Unread.IndexOfAnyExcept(BetweenRows);
            int end = _wrapped ? window.Unread.IndexOf((byte)']') : -1;
            if (end >= 0 && (at < 0 || end < at))
            {
                return false;
            }

            _first &= at < 0 || !window.Unread[..at].Contains((byte)'[');
            Consume(at < 0 ? window.Unread.Length : at);
            if (at >= 0)
            {
                return true;
            }

            if (!window.Fill())
            {
                return false;
            }
        }
    }

    /// <summary>Finds where the object ends; tells why it has no end.</summary>
    private string? FindEnd()
    {
        while (true)
        {
            try
            {
                var json = new Utf8JsonReader(window.Unread, isFinalBlock: false, new JsonReaderState(JsonRow.Options));
                if (json.Read() && json.TrySkip())
                {
                    _length = (int)json.BytesConsumed;
                    return null;
                }
            }
            catch (JsonException e)
            {
                return $"it is not JSON (byte {e.BytePositionInLine + 1} of line {Line + (e.LineNumber ?? 0)})";
            }

            if (!window.Fill())
            {
                return window.Ended ? "the file breaks off inside the row" : $"the row is longer than {window.Unread.Length:N0} bytes";
            }
        }
    }

    /// <summary>When the first object of the file only holds the array of rows, goes to that array's first row.</summary>
    private void Unwrap()
    {
        int? start;
        while ((start = FindInnerRow(window.Unread)) is null && window.Fill())
        {
            continue;
        }

        if (start is not > 0)
        {
            return;
        }

        _wrapped = true;
        Consume(start.Value);
    }

    /// <summary>Where the first object in an array in the object starts; 0 when there is none, null when more bytes must be seen.</summary>
    private static int? FindInnerRow(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(JsonRow.Options));
            if (!json.Read())
            {
                return null;
            }

            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || DeliveryColumns.Find(json.ValueSpan) != DeliveryColumn.Unknown)
                {
                    return 0;
                }

                if (!json.Read())
                {
                    return null;
                }

                bool array = json.TokenType == JsonTokenType.StartArray;
                Utf8JsonReader inner = json;
                if (array && !inner.Read())
                {
                    return null;
                }

                if (array && inner.TokenType == JsonTokenType.StartObject)
                {
                    return (int)inner.TokenStartIndex;
                }

                if (!json.TrySkip())
                {
                    return null;
                }
            }

            return null;
        }
        catch (JsonException)
        {
            // Not for this method to tell: the row's own reading will.
            return 0;
        }
    }

    private void SkipLine()
    {
        int found;
        while ((found = window.Unread.IndexOf(Lf)) < 0)
        {
            window.Advance(window.Unread.Length);
            if (!window.Fill())
            {
                return;
            }
        }

        Consume(found + 1);
    }

    private void Consume(int count)
    {
        _nextLine += window.Unread[..count].Count(Lf);
        window.Advance(count);
    }
}
