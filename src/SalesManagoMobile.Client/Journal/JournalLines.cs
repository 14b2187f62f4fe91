using System.Globalization;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>Reads a journal line by line, checks each and that none is missing between them, and tells where the whole ones end.</summary>
internal sealed class JournalLines(LineScanner.ReadAt read, string path)
{
    private readonly LineScanner _scanner = new(read);
    private JournalSeal? _seal;
    private bool _hasSealedRecord;

    /// <summary>The number of the line read last; 1 is the header.</summary>
    public long Number { get; private set; }

    /// <summary>The offset behind the last whole line.</summary>
    public long WholeLength { get; private set; }

    /// <summary>Whether the last whole line lacks its line feed.</summary>
    public bool LacksLineFeed { get; private set; }

    /// <summary>Whether a record's checksum covers the records before it: so from version 2 on.</summary>
    public bool IsChained { get; private set; }

    /// <summary>The shard of a list that the journal belongs to, or null.</summary>
    public string? Shard { get; private set; }

    /// <summary>The checksum that the next record's continues; 0 when it stands alone.</summary>
    public uint Before { get; private set; }

    /// <summary>Reads the header. False when the file is empty, or holds no more than the beginning of a header.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: the file is no journal, or one of another version.</exception>
    public bool ReadHeader()
    {
        if (!TryReadLine(out ReadOnlySpan<byte> line))
        {
            return JournalFormat.MayBeHeader(_scanner.Tail) ? false : throw NoJournal();
        }

        if (!JournalFormat.IsAnyHeader(line))
        {
            throw NoJournal();
        }

        (Number, WholeLength) = (1, _scanner.Position);
        switch (JournalFormat.VersionOf(line))
        {
            case 1:
                return true;
            case 2:
                IsChained = true;
                _seal = JournalFormat.ReadSeal(line, out string? shard);
                Shard = shard;
                _hasSealedRecord = _seal == new JournalSeal(WholeLength, 0);
                return true;
            default:
                throw Failure($"Line 1 of the journal {path} is damaged, or another version of this module wrote it. Nothing was sent. "
                    + "Use that version, or another journal.");
        }
    }

    /// <summary>
    /// Reads the next whole line. False at the end, and at a last line that a crash cut. A last line that lacks nothing but its line feed
    /// counts.
    /// </summary>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: the line does not match its checksum.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (LacksLineFeed)
        {
            line = default;
            return false;
        }

        if (!TryReadLine(out line))
        {
            // What a power cut leaves where a file was made longer and its bytes were not written yet.
            line = _scanner.Tail.TrimEnd((byte)0);
            if (line.IsEmpty)
            {
                return false;
            }

            LacksLineFeed = JournalFormat.IsWhole(line, Before, out _);
            if (!LacksLineFeed)
            {
                return JournalFormat.IsTorn(line, Before) ? false : throw Damaged(Number + 1);
            }
        }

        Number++;
        WholeLength += line.Length + (LacksLineFeed ? 0 : 1);
        if (!JournalFormat.IsWhole(line, Before, out uint checksum))
        {
            throw Damaged();
        }

        Before = IsChained ? checksum : 0;
        _hasSealedRecord |= _seal == new JournalSeal(WholeLength + (LacksLineFeed ? 1 : 0), checksum);
        return true;
    }

    /// <summary>Checks, once all lines are read, that the journal still has what an earlier run knew to be on the device.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: it has not.</exception>
    public void CheckSeal()
    {
        if (!IsChained || _hasSealedRecord)
        {
            return;
        }

        throw _seal is not { } seal ? Damaged(1) : Failure(
            $"The journal {path} has lost its end: {seal.Length} bytes were on the disk, and fewer are left, "
            + $"so it is unknown what was sent. {Advice}");
    }

    /// <summary>The failure that names the line read last.</summary>
    public SmException Damaged() => Damaged(Number);

    private const string Advice = "Nothing was sent. Use a copy of the journal only if nothing was sent after the copy was made: "
        + "whatever was sent after that would be sent again. Without such a copy, look up in the push history "
        + "(Get-SmPushHistory) who got the push, and send to the others with a new journal.";

    private SmException Damaged(long number) => Failure(string.Create(
        CultureInfo.InvariantCulture,
        $"The journal {path} is damaged in line {number}, or lines before it are missing, so it is unknown what was sent. {Advice}"));

    private SmException NoJournal() => Failure(
        $"The file {path} is not a send journal, and was left as it is. Give the path of a journal, or of a file that does not exist yet.");

    private static SmException Failure(string message) => new(SmFailureKind.Journal, message);

    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        try
        {
            return _scanner.TryRead(long.MaxValue, out line);
        }
        catch (InvalidDataException)
        {
            throw NoJournal();
        }
        catch (IOException e)
        {
            throw Failure($"The journal {path} could not be read: {e.Message.TrimEnd('.')}. Nothing was sent.");
        }
    }
}
