using System.Buffers;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <summary>The file of a journal that this run has locked: it takes records, chains them, and keeps the seal in its header.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly AppendFile _file;
    private readonly bool _isChained;
    private readonly string? _shard;
    private uint _lastEncoded;
    private uint _lastWritten;
    private JournalSeal _seal;

    /// <param name="file">The file, which holds whole records alone.</param>
    /// <param name="isChained">Whether each record's checksum covers those before it.</param>
    /// <param name="last">The checksum of the last record.</param>
    /// <param name="shard">The shard that the header names, or null.</param>
    public JournalFile(AppendFile file, bool isChained, uint last, string? shard = null)
    {
        (_file, _isChained, _shard) = (file, isChained, shard);
        _lastEncoded = _lastWritten = last;
        _seal = new JournalSeal(file.Length, last);
    }

    public string Path => _file.Path;

    public string? Shard => _shard;

    /// <summary>Opens or creates the file, locks it, and repairs what a crash left.</summary>
    /// <exception cref="SmException"><see cref="SmFailureKind.Journal"/>: locked by another run, damaged, no journal at all, or not to be
    /// opened. <see cref="SmFailureKind.ShardMismatch"/>: it belongs to another shard.</exception>
    public static JournalFile Open(string path, string? shard, out JournalTable<JournalState> states)
    {
        if (JournalShard.Problem(shard) is { } problem)
        {
            throw problem;
        }

        AppendFile? file = null;
        try
        {
            file = new AppendFile(DurableFile.Resolve(path), FileShare.None, isPrivate: true);
            var lines = new JournalLines(file.Read, file.Path);
            states = JournalSnapshot.ReadStates(lines);
            if (lines.Number > 0 && JournalShard.Mismatch(path, lines.Shard, shard) is { } mismatch)
            {
                throw mismatch;
            }

            Recover(file, lines, shard);
            return new JournalFile(file, lines.IsChained || lines.Number == 0, lines.Before, shard);
        }
        catch (IOException e) when (file is null && DurableFile.IsLocked(e))
        {
            throw new SmException(
                SmFailureKind.Journal,
                $"The journal {path} is in use by another run, or open in another program. Nothing was sent.",
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw CannotOpen(path, e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    public static SmException CannotOpen(string path, Exception cause)
    {
        string reason = cause switch
        {
            DirectoryNotFoundException => "its folder does not exist.",
            UnauthorizedAccessException => "this account may not write there.",
            _ => cause.Message,
        };
        return new SmException(SmFailureKind.Journal, $"The journal {path} could not be opened: {reason} Nothing was sent.", cause);
    }

    /// <summary>Appends records to a buffer that is committed in the same order.</summary>
    public void Encode(ArrayBufferWriter<byte> buffer, IReadOnlyList<JournalRecord> records)
    {
        foreach (JournalRecord record in records)
        {
            uint checksum = JournalFormat.Write(buffer, record, _lastEncoded);
            _lastEncoded = _isChained ? checksum : 0;
        }
    }

    /// <summary>Writes encoded records.</summary>
    /// <exception cref="IOException">They are not in the file, or not on the device; or the file is no longer where it was.</exception>
    public void Commit(ReadOnlySpan<byte> records, bool flush)
    {
        if (!_file.IsInPlace)
        {
            throw new IOException("The file was deleted, moved, replaced or cut while the run was using it. "
                + "Restore it before the next run: without it, everything is sent again.");
        }

        if (flush)
        {
            WriteSeal();
        }

        _file.Append(records, flush);
        if (!records.IsEmpty)
        {
            Checksum.TryRead(records[^(Checksum.TextLength + 1)..^1], out _lastWritten);
        }

        if (flush)
        {
            _seal = new JournalSeal(_file.Length, _lastWritten);
        }
    }

    /// <summary>Seals everything, once nothing more comes.</summary>
    /// <exception cref="IOException">The device did not take it.</exception>
    public void Seal()
    {
        WriteSeal();
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Removes what a crash cut, completes a last line that lacks its line feed, and writes the header of a new journal.</summary>
    private static void Recover(AppendFile file, JournalLines lines, string? shard)
    {
        file.Cut(lines.WholeLength);
        if (lines.Number == 0)
        {
            int length = JournalFormat.Header(default, shard).Length;
            file.Append(JournalFormat.Header(new JournalSeal(length, 0), shard), flush: true);
            DurableFile.FlushName(file.Path);
            return;
        }

        // What a killed run wrote may not be on the device yet, and only what is there may be sealed.
        file.Append(lines.LacksLineFeed ? "\n"u8 : default, flush: true);
    }

    /// <summary>
    /// Seals what an earlier flush brought to the device, and never what the next one still has to: a power cut may keep the seal and lose
    /// the rest.
    /// </summary>
    private void WriteSeal()
    {
        if (_isChained)
        {
            _file.Overwrite(JournalFormat.Header(_seal, _shard), 0);
        }
    }
}
