using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Splits bytes into rows and fields: RFC 4180, with any of LF, CRLF and CR as the end of a row. A quote inside a field that does not
/// start with one is text. A row that breaks the rules is told as a fault, and reading goes on at the line after the one it started on.
/// </summary>
internal sealed class CsvSplitter(ByteWindow window)
{
    private const byte Quote = (byte)'"';
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';
    private CsvField[] _fields = new CsvField[16];
    private long _nextLine = 1;
    private int _next = window.Start;
    private string? _fault;

    private enum Scan
    {
        Whole,
        Faulty,
        NeedsMore,
    }

    /// <summary>What separates fields: a comma unless the header says otherwise.</summary>
    public byte Delimiter { get; private set; } = (byte)',';

    /// <summary>The line, from 1, that the row starts on.</summary>
    public long Line { get; private set; }

    /// <summary>The number of fields of the row.</summary>
    public int Count { get; private set; }

    /// <summary>The row as it stands in the file.</summary>
    public ReadOnlySpan<byte> Row => window.Buffer.AsSpan(window.Start, _next - window.Start);

    public CsvField this[int index] => _fields[index];

    /// <summary>The bytes of a field as they stand in the file; quotes inside may still be doubled.</summary>
    [MethodImpl(HotPath.Inlining)]
    public ReadOnlySpan<byte> Raw(scoped in CsvField field) => window.Buffer.AsSpan(field.Start, field.Length);

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <param name="fault">Why the row cannot be split, or null.</param>
    /// <returns>False at the end.</returns>
    [MethodImpl(HotPath.Compilation)]
    public bool Read(out string? fault)
    {
        while (true)
        {
            window.Advance(_next - window.Start);
            if (window.Start == window.End && !Fill())
            {
                fault = null;
                return false;
            }

            Line = _nextLine;
            Scan scan = ScanRow();
            if (scan == Scan.NeedsMore)
            {
                _nextLine = Line;
                if (Fill() || window.Ended)
                {
                    continue;
                }

                _fault = $"the row is longer than {window.Buffer.Length:N0} bytes, or a quote in it is never closed";
                scan = Scan.Faulty;
            }

            if (scan == Scan.Whole && IsBlank)
            {
                continue;
            }

            fault = scan == Scan.Faulty ? _fault : null;
            if (fault is not null)
            {
                SkipLine();
            }

            return true;
        }
    }

    /// <summary>Splits the same row with another delimiter; false when it does not split.</summary>
    public bool SplitAgain(byte delimiter)
    {
        Delimiter = delimiter;
        return ScanRow() == Scan.Whole;
    }

    private bool IsBlank => Count == 1 && _fields[0] is { Length: 0, Quoted: false };

    private bool Fill()
    {
        bool more = window.Fill();
        _next = window.Start;
        return more;
    }

    [MethodImpl(HotPath.Compilation)]
    private Scan ScanRow()
    {
        ReadOnlySpan<byte> data = window.Buffer.AsSpan(0, window.End);
        byte delimiter = Delimiter;
        int at = window.Start;
        var separators = new SeparatorFinder(data, at, delimiter);
        Count = 0;
        _nextLine = Line + 1;
        while (true)
        {
            if (at < data.Length && data[at] == Quote)
            {
                Scan scan = ScanQuoted(data, ref at);
                if (scan != Scan.Whole)
                {
                    return scan;
                }

                separators.GoTo(at + 1);
            }
            else
            {
                int end = separators.Next();
                if (end < 0)
                {
                    if (!window.Ended)
                    {
                        return Scan.NeedsMore;
                    }

                    end = data.Length;
                }

                Add(new CsvField(at, end - at, Quoted: false, Escaped: false));
                at = end;
            }

            if (at < data.Length && data[at] == delimiter)
            {
                at++;
            }
            else
            {
                return EndRow(data, at);
            }
        }
    }

    [MethodImpl(HotPath.Inlining)]
    private Scan EndRow(ReadOnlySpan<byte> data, int at)
    {
        if (at == data.Length)
        {
            if (window.Damage is not null)
            {
                return Faulty("the file breaks off inside the row");
            }
        }
        else if (data[at++] == Cr)
        {
            if (at < data.Length)
            {
                at += data[at] == Lf ? 1 : 0;
            }
            else if (!window.Ended)
            {
                return Scan.NeedsMore;
            }
        }

        _next = at;
        return Scan.Whole;
    }

    [MethodImpl(HotPath.Compilation)]
    private Scan ScanQuoted(ReadOnlySpan<byte> data, ref int at)
    {
        int start = at + 1;
        int end = start;
        bool escaped = false;
        while (true)
        {
            int found = data[end..].IndexOf(Quote);
            if (found < 0)
            {
                return window.Ended ? Faulty("a quote is never closed") : Scan.NeedsMore;
            }

            end += found;
            if (end + 1 == data.Length && !window.Ended)
            {
                return Scan.NeedsMore;
            }

            if (end + 1 == data.Length || data[end + 1] != Quote)
            {
                break;
            }

            escaped = true;
            end += 2;
        }

        at = end + 1;
        if (at < data.Length && data[at] != Delimiter && data[at] is not (Lf or Cr))
        {
            return Faulty("text follows a closing quote");
        }

        _nextLine += CountLineBreaks(data[start..end]);
        Add(new CsvField(start, end - start, Quoted: true, escaped));
        return Scan.Whole;
    }

    private Scan Faulty(string fault)
    {
        _fault = fault;
        return Scan.Faulty;
    }

    [MethodImpl(HotPath.Inlining)]
    private void Add(in CsvField field)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = field;
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
    }

    [MethodImpl(HotPath.Compilation)]
    private static int CountLineBreaks(ReadOnlySpan<byte> text)
    {
        int count = 0;
        for (int at; (at = text.IndexOfAny(Lf, Cr)) >= 0; count++)
        {
            text = text[(at + (text[at] == Cr && at + 1 < text.Length && text[at + 1] == Lf ? 2 : 1))..];
        }

        return count;
    }
}
