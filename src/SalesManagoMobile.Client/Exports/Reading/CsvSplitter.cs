using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Splits bytes into rows and fields: RFC 4180, with any of LF, CRLF and CR as the end of a row. A quote inside a field that does not
/// start with one is text. A row that breaks the rules is reported, and reading goes on at the line after the one it started on.
/// </summary>
internal sealed class CsvSplitter(ByteWindow window, byte delimiter)
{
    private const byte Quote = CsvSearch.Quote;
    private const byte Lf = CsvSearch.Lf;
    private const byte Cr = CsvSearch.Cr;
    private CsvField[] _fields = new CsvField[16];
    private CsvSearch _search = new(window.Start);
    private long _nextLine = 1;
    private int _next = window.Start;
    private string? _fault;

    private enum Scan
    {
        Whole,
        Faulty,
        NeedsMore,
    }

    /// <summary>The line, from 1, that the row starts on.</summary>
    public long Line { get; private set; }

    /// <summary>The number of fields of the row.</summary>
    public int Count { get; private set; }

    public ref readonly CsvField this[int index] => ref _fields[index];

    /// <summary>The bytes of a field as they stand in the file; quotes inside may still be doubled.</summary>
    public ReadOnlySpan<byte> Raw(scoped in CsvField field) => window.Buffer.AsSpan(field.Start, field.Length);

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <param name="fault">Why the row cannot be split, or null.</param>
    /// <returns>False at the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(out string? fault)
    {
        fault = null;
        while (true)
        {
            window.Advance(_next - window.Start);
            if (window.Start == window.End && !Fill())
            {
                return false;
            }

            Line = _nextLine;
            Scan scan = ScanRow();
            if (scan == Scan.Whole)
            {
                if (Count == 1 && _fields[0] is { Length: 0, Quoted: false })
                {
                    continue;
                }

                return true;
            }

            if (scan == Scan.NeedsMore)
            {
                _nextLine = Line;
                if (Fill() || window.Ended)
                {
                    continue;
                }

                _fault = $"the row is longer than {window.Capacity:N0} bytes, or a quote in it is not closed";
            }

            fault = _fault;
            SkipLine();
            return true;
        }
    }

    private bool Fill()
    {
        bool more = window.Fill();
        _next = window.Start;
        _search = new CsvSearch(_next);
        return more;
    }

    // What the loop changes for each field is held in locals: registers, not memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Scan ScanRow()
    {
        byte[] data = window.Buffer;
        int end = window.End;
        int start = window.Start;
        byte separator = delimiter;
        CsvField[] fields = _fields;
        CsvSearch search = _search;
        int count = 0;
        _nextLine = Line + 1;
        while (true)
        {
            int at = search.Next(data, end, separator);
            if (at < 0)
            {
                return EndOfData(count, start, end);
            }

            if (count == fields.Length)
            {
                Array.Resize(ref _fields, count * 2);
                fields = _fields;
            }

            if (data[at] != Quote)
            {
                fields[count++] = new CsvField(start, at - start, Quoted: false, Escaped: false);
            }
            else if (at == start)
            {
                _search = search;
                Scan scan = ScanQuoted(data, end, count++, ref at);
                search = _search;
                if (scan != Scan.Whole || at == end)
                {
                    (Count, _next) = (count, end);
                    return scan;
                }
            }
            else
            {
                continue;
            }

            start = at + 1;
            if (data[at] != separator)
            {
                (Count, _next, _search) = (count, start, search);
                return data[at] == Cr ? EndOfCr(data, end) : Scan.Whole;
            }
        }
    }

    private Scan EndOfData(int count, int start, int end)
    {
        if (!window.Ended)
        {
            return Scan.NeedsMore;
        }

        if (window.Damage is not null)
        {
            return Faulty("the file ends inside the row");
        }

        Array.Resize(ref _fields, Math.Max(_fields.Length, count + 1));
        _fields[count] = new CsvField(start, end - start, Quoted: false, Escaped: false);
        (Count, _next) = (count + 1, end);
        return Scan.Whole;
    }

    /// <summary>Takes the LF behind a CR, or waits for it.</summary>
    private Scan EndOfCr(byte[] data, int end)
    {
        if (_next == end)
        {
            return window.Ended ? Scan.Whole : Scan.NeedsMore;
        }

        _next = data[_next] == Lf ? _search.Next(data, end, delimiter) + 1 : _next;
        return Scan.Whole;
    }

    /// <summary>Takes a field in quotes.</summary>
    /// <param name="data">The window's bytes.</param>
    /// <param name="end">Where they end.</param>
    /// <param name="index">Which field of the row it is.</param>
    /// <param name="at">The opening quote; then the separator behind the closing one, or the end of the data.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Scan ScanQuoted(byte[] data, int end, int index, ref int at)
    {
        int start = at + 1;
        bool escaped = false;
        while (true)
        {
            int found = _search.Next(data, end, delimiter);
            if (found < 0)
            {
                return window.Ended ? Faulty("a quote is not closed") : Scan.NeedsMore;
            }

            if (data[found] != Quote)
            {
                _nextLine += data[found] == Cr || (data[found] == Lf && data[found - 1] != Cr) ? 1 : 0;
                continue;
            }

            at = found + 1;
            if (at == end && !window.Ended)
            {
                return Scan.NeedsMore;
            }

            if (at < end && data[at] == Quote)
            {
                escaped = true;
                _search.Next(data, end, delimiter);
                continue;
            }

            _fields[index] = new CsvField(start, found - start, Quoted: true, escaped);
            return at == end || _search.Next(data, end, delimiter) == at
                ? WholeOrBroken(at == end)
                : Faulty("text follows a closing quote");
        }
    }

    private Scan WholeOrBroken(bool atEnd) =>
        atEnd && window.Damage is not null ? Faulty("the file ends inside the row") : Scan.Whole;

    private Scan Faulty(string fault)
    {
        _fault = fault;
        return Scan.Faulty;
    }

    private void SkipLine()
    {
        _nextLine = Line + 1;
        int found;
        while ((found = window.Unread.IndexOfAny(Lf, Cr)) < 0)
        {
            window.Advance(window.End - window.Start);
            if (!Fill())
            {
                return;
            }
        }

        bool pair = window.Unread[found] == Cr;
        window.Advance(found + 1);
        if (pair && window.Start == window.End)
        {
            window.Fill();
        }

        if (pair && window.Unread is [Lf, ..])
        {
            window.Advance(1);
        }

        _next = window.Start;
        _search = new CsvSearch(_next);
    }
}

/// <summary>Where one field of a row stands in the window, without the quotes around it.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="Quoted">Whether the field stood in quotes.</param>
/// <param name="Escaped">Whether it holds doubled quotes.</param>
internal readonly record struct CsvField(int Start, int Length, bool Quoted, bool Escaped);
