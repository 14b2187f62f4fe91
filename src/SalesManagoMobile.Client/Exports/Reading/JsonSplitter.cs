using System.Buffers;
using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>
/// Finds the objects of JSON arrays, of JSON lines, or of the array inside an answer-like object (<c>{"success":…,"data":[…]}</c>).
/// An object that is not JSON is reported, and reading goes on behind its closing brace, at the next object, or at the next line.
/// </summary>
internal sealed class JsonSplitter(ByteWindow window)
{
    private const byte Lf = (byte)'\n';
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n,"u8);
    private int _length;
    private long _nextLine = 1;
    private bool _first = true;
    private bool _recovering;
    private bool _brokenOff;
    private int _damagedAt;
    private int _openLists;
    private int _openWrappers;

    public static JsonReaderOptions Options { get; } = new() { AllowTrailingCommas = true };

    /// <summary>The line, from 1, that the object starts on.</summary>
    public long Line { get; private set; }

    /// <summary>The object's bytes.</summary>
    public ReadOnlySpan<byte> Row => window.Unread[.._length];

    /// <summary>Why the end that was reached is not the file's own, or null.</summary>
    public string? Unfinished => _brokenOff || (_openLists == 0 && _openWrappers == 0)
        ? null
        : _openLists > 0 ? "its list of rows is not closed" : "the object around its list of rows is not closed";

    /// <summary>Goes to the next object.</summary>
    /// <param name="fault">Why it cannot be read, or null.</param>
    /// <returns>False at the end.</returns>
    public bool Read(out string? fault)
    {
        Consume(_length);
        _length = 0;
        while (SkipToValue())
        {
            Line = _nextLine;
            bool isObject = window.Unread[0] == (byte)'{';
            if (isObject && _first)
            {
                _first = false;
                if (FindList() is { } list)
                {
                    Consume(list);
                    continue;
                }
            }

            _first = false;
            _damagedAt = 0;
            fault = isObject ? FindEnd() : "a row must be a JSON object";
            bool junk = _recovering && !isObject;
            if (fault is not null)
            {
                GoOnBehind();
            }

            if (!junk)
            {
                _recovering = fault is not null;
                return true;
            }
        }

        fault = null;
        return false;
    }

    /// <summary>Goes to the next byte that starts a value, in and out of lists.</summary>
    private bool SkipToValue()
    {
        while (true)
        {
            int at = window.Unread.IndexOfAnyExcept(Blanks);
            Consume(at < 0 ? window.Unread.Length : at);
            if (at < 0)
            {
                if (!window.Fill())
                {
                    return false;
                }

                continue;
            }

            switch (window.Unread[0])
            {
                case (byte)'[':
                    _openLists++;
                    break;
                case (byte)']':
                    _openLists = Math.Max(0, _openLists - 1);
                    break;
                default:
                    return true;
            }

            Consume(1);
            if (_openLists == 0 && _openWrappers > 0)
            {
                SkipWrappers();
            }
        }
    }

    /// <summary>Finds where the object ends; says why it has no end.</summary>
    private string? FindEnd()
    {
        while (true)
        {
            var json = new Utf8JsonReader(window.Unread, isFinalBlock: false, new JsonReaderState(Options));
            try
            {
                if (json.Read() && json.TrySkip())
                {
                    _length = (int)json.BytesConsumed;
                    return null;
                }
            }
            catch (JsonException e)
            {
                _damagedAt = (int)json.BytesConsumed;
                return $"it is not JSON (byte {e.BytePositionInLine + 1} of line {Line + (e.LineNumber ?? 0)})";
            }

            if (!window.Fill())
            {
                _brokenOff = window.Ended;
                return window.Ended ? "the file ends inside the row" : $"the row is longer than {window.Unread.Length:N0} bytes";
            }
        }
    }

    /// <summary>Where the list of rows starts in the first object, or null when the object is a row itself.</summary>
    private int? FindList()
    {
        bool whole = false;
        while (!whole)
        {
            try
            {
                var json = new Utf8JsonReader(window.Unread, isFinalBlock: false, new JsonReaderState(Options));
                whole = (json.Read() && json.TrySkip()) || !window.Fill();
            }
            catch (JsonException)
            {
                // What is wrong with the object is reported where it is read.
                whole = true;
            }
        }

        (int? start, _openWrappers) = JsonWrapper.FindList(window.Unread);
        return start;
    }

    /// <summary>Skips what follows the list of rows in the objects around it.</summary>
    private void SkipWrappers()
    {
        var brackets = new JsonBrackets(_openWrappers);
        int end;
        while ((end = brackets.FindClosed(window.Unread)) < 0)
        {
            Consume(window.Unread.Length);
            if (!window.Fill())
            {
                return;
            }
        }

        Consume(end);
        _openWrappers = 0;
    }

    /// <summary>
    /// Goes on behind an object that cannot be read: behind its closing brace if it has one, on its own line unless it stands in a list;
    /// else at the next object of the line, or else at the next line.
    /// </summary>
    private void GoOnBehind()
    {
        var brackets = new JsonBrackets(0, oneLine: _openLists == 0);
        int end = window.Unread[0] == (byte)'{' ? brackets.FindClosed(window.Unread) : -1;
        if (end >= 0)
        {
            Consume(end);
            return;
        }

        // What is closed before the damage belongs to the row itself.
        int own = _damagedAt;
        bool closed = false;
        do
        {
            ReadOnlySpan<byte> unread = window.Unread;
            for (int i = 0; i < unread.Length; i++)
            {
                if (unread[i] == Lf || (closed && unread[i] == (byte)'{'))
                {
                    Consume(unread[i] == Lf ? i + 1 : i);
                    return;
                }

                closed = (i >= own && unread[i] == (byte)'}') || (closed && Blanks.Contains(unread[i]));
            }

            own = Math.Max(0, own - unread.Length);
            Consume(unread.Length);
        }
        while (window.Fill());
    }

    private void Consume(int count)
    {
        _nextLine += window.Unread[..count].Count(Lf);
        window.Advance(count);
    }
}
