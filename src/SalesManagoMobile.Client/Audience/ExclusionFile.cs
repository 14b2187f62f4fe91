using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads one list of people: a journal, a CSV file with a column Email, ContactId or UserId, or a text with one id a line. UTF-8 or UTF-16;
/// separated by comma, semicolon, tab or bar.
/// </summary>
internal sealed class ExclusionFile
{
    private const int MaxRow = 1 << 20;
    private const int MaxShown = 20;
    private const string Columns = "Email, ContactId or UserId";

    private readonly string _path;
    private readonly ExcludedKinds _kinds;
    private readonly Take _take;
    private readonly CsvSplitter _csv;
    private readonly List<(int Index, AddresseeType Type)> _columns = [];
    private AddresseeType? _kindOfText;

    private ExclusionFile(string path, ByteWindow window, byte delimiter, ExcludedKinds kinds, Take take)
    {
        (_path, _kinds, _take) = (path, kinds, take);
        _csv = new CsvSplitter(window, delimiter);
    }

    public delegate void Take(AddresseeType type, ReadOnlySpan<byte> id);

    /// <param name="path">The file.</param>
    /// <param name="kinds">Learns how the file names people.</param>
    /// <param name="take">Takes each id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static void Read(string path, ExcludedKinds kinds, Take take, CancellationToken cancellationToken)
    {
        using FileStream file = DurableFile.OpenInput(path);
        Span<byte> head = stackalloc byte[ContentSniffer.HeadSize];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (JournalFormat.IsAnyHeader(head))
        {
            JournalReader.ReadReached(path, (type, recipient) => AddReached(path, kinds, take, type, recipient));
            return;
        }

        Encoding? encoding = EncodingOf(path, head, out int preamble);
        file.Position = preamble;
        using Stream text = encoding is null ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);
        using var window = new ByteWindow(text, MaxRow, cancellationToken);
        string start = (encoding ?? Encoding.UTF8).GetString(head[preamble..]);
        byte delimiter = CsvHeader.DelimiterOf(start, name => ExcludedKinds.All.Any(kind => IsName(name, kind)));
        new ExclusionFile(path, window, delimiter, kinds, take).Read();
        if (window.Damage is { } damage)
        {
            throw new IOException($"{path} cannot be read to its end: {damage.Message}", damage);
        }
    }

    private static void AddReached(string path, ExcludedKinds kinds, Take take, AddresseeType type, string recipient)
    {
        if (type == AddresseeType.Tag)
        {
            throw Refused(path, $"is the journal of a campaign to the {recipient}. Only SALESmanago knows whom that reached");
        }

        take(type, Encoding.UTF8.GetBytes(recipient));
        kinds.AddPerson(ExcludedKinds.Bit(type));
    }

    /// <summary>The encoding when it is not UTF-8. Windows PowerShell and Excel write UTF-16.</summary>
    private static Encoding? EncodingOf(string path, ReadOnlySpan<byte> head, out int preamble)
    {
        preamble = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? 2
            : head.StartsWith(ContentSniffer.ByteOrderMark) ? ContentSniffer.ByteOrderMark.Length : 0;
        if (head is [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..])
        {
            return Encoding.Unicode;
        }

        if (head is [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..])
        {
            return Encoding.BigEndianUnicode;
        }

        ContentKind kind = ContentSniffer.Sniff(head);
        return kind is ContentKind.Csv or ContentKind.Nothing && !head.Contains((byte)0) ? null
            : throw Refused(path, $"is not a text or CSV file{(kind == ContentKind.Zip ? "; an Excel file must be saved as CSV" : "")}");
    }

    private void Read()
    {
        if (!ReadRow() || !ReadHeader())
        {
            return;
        }

        if (_columns.Count == 0)
        {
            do
            {
                AddLine();
            }
            while (ReadRow());
            return;
        }

        while (ReadRow())
        {
            AddRow();
        }
    }

    private bool ReadRow()
    {
        bool read = _csv.Read(out string? fault);
        return fault is null ? read : throw Refused(_path, $"cannot be read in line {_csv.Line}: {fault}");
    }

    /// <summary>Finds the columns of ids; none in a text list. False when there are no rows.</summary>
    private bool ReadHeader()
    {
        while (CsvHeader.IsPreface(TextOf(0)))
        {
            if (!ReadRow())
            {
                return false;
            }
        }

        string[] names = [.. Enumerable.Range(0, _csv.Count).Select(TextOf)];
        _columns.AddRange(ExcludedKinds.All.Select(kind => (Array.FindIndex(names, name => IsName(name, kind)), kind))
            .Where(column => column.Item1 >= 0));
        return _columns.Count > 0 || names.Length == 1 ? true : throw Refused(
            _path,
            $"has no column {Columns}: its columns are {string.Join(", ", names.Take(MaxShown).Select(Problems.Quoted))}. Rename the column "
            + "that has the addresses or ids");
    }

    private static bool IsName(string text, AddresseeType kind) => text.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddRow()
    {
        int kinds = 0;
        bool isUseless = false;
        foreach ((int index, AddresseeType type) in _columns)
        {
            if (index >= _csv.Count || _csv[index] is not { Length: > 0 } field || _csv.Raw(field).Trim(" \t\r\n"u8) is not [_, ..] id)
            {
                continue;
            }

            isUseless |= !TryAdd(type, id);
            kinds |= isUseless ? 0 : ExcludedKinds.Bit(type);
        }

        if (kinds > 0)
        {
            _kinds.AddPerson(kinds);
        }
        else if (isUseless)
        {
            _kinds.AddUseless(_csv.Line, TextOf(_columns[0].Index));
        }
    }

    /// <summary>A line of a text list. All are of one kind: a mixture is a header, or a file that was not meant.</summary>
    private void AddLine()
    {
        ReadOnlySpan<byte> id = _csv.Raw(_csv[0]).Trim(" \t\r\n"u8);
        if (id.IsEmpty && _csv.Count == 1)
        {
            return;
        }

        AddresseeType type = id.Contains((byte)'@') ? AddresseeType.Email
            : Guid.TryParse(TextOf(0), CultureInfo.InvariantCulture, out _) ? AddresseeType.ContactId : AddresseeType.UserId;
        if (_csv.Count > 1 || (_kindOfText ??= type) != type)
        {
            throw Refused(
                _path,
                $"is not a list of one id a line: line {_csv.Line} is {Problems.Quoted(TextOf(0))}"
                + (_csv.Count > 1 ? " and more" : $", a {type}, after a {_kindOfText}")
                + $". A CSV file needs a header with a column {Columns}");
        }

        if (TryAdd(type, id))
        {
            _kinds.AddPerson(ExcludedKinds.Bit(type));
        }
        else
        {
            _kinds.AddUseless(_csv.Line, TextOf(0));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAdd(AddresseeType type, ReadOnlySpan<byte> id)
    {
        if (!Utf8.IsValid(id))
        {
            throw Refused(_path, $"is neither UTF-8 nor UTF-16 in line {_csv.Line}. Save it as UTF-8");
        }

        // A recipient who passes the checks of a push can equal no such entry.
        if (type == AddresseeType.Email && (id.Count((byte)'@') != 1 || id.IndexOfAny("<>, ;"u8) >= 0))
        {
            return false;
        }

        _take(type, id);
        return true;
    }

    private string TextOf(int index) => index < _csv.Count ? Encoding.UTF8.GetString(_csv.Raw(_csv[index])).Trim() : "";

    private static SmException Refused(string path, string problem) =>
        new(SmFailureKind.InvalidInput, $"-ExcludePath: {path} {problem}. Nothing was sent.");
}
