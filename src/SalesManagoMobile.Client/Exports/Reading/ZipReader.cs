using System.Buffers.Binary;
using System.IO.Compression;

namespace SalesManagoMobile.Client;

/// <summary>
/// Reads each entry of a ZIP in turn. Nothing is extracted: an entry's name is text on its rows, never a path. An entry that shares bytes
/// with another is refused: archives that expand without end are made so.
/// </summary>
internal static class ZipReader
{
    private const int MaxName = 255;

    public static IEnumerable<List<SmDeliveryRecord>> Read(Stream content, string name, int depth, DeliveryReading reading)
    {
        var ranges = new EntryRanges(content);
        using ZipArchive archive = Open(ranges, name);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            ranges.BeginEntry();
            using IEnumerator<List<SmDeliveryRecord>> blocks = ReadEntry(entry, name, depth, reading).GetEnumerator();
            while (true)
            {
                try
                {
                    if (!blocks.MoveNext())
                    {
                        break;
                    }
                }
                catch (SmException failure) when (!reading.ExpandsTooFar)
                {
                    // One damaged entry does not spoil the others.
                    reading.ReportBadPart(failure);
                    break;
                }

                yield return blocks.Current;
            }
        }
    }

    private static IEnumerable<List<SmDeliveryRecord>> ReadEntry(ZipArchiveEntry entry, string archive, int depth, DeliveryReading reading)
    {
        string name = SafeText.Excerpt(entry.FullName, MaxName);
        using EntryStream content = Open(entry, name, archive);
        foreach (List<SmDeliveryRecord> block in DeliveryReader.ReadContent(reading.Expanded(content), name, depth, reading))
        {
            yield return block;
        }
    }

    private static ZipArchive Open(Stream content, string name)
    {
        try
        {
            var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            throw DeliveryReading.Unreadable(
                $"{name} is a ZIP archive that is cut short or damaged: its directory cannot be read. {e.Message}", e);
        }
    }

    private static EntryStream Open(ZipArchiveEntry entry, string name, string archive)
    {
        if (entry.IsEncrypted)
        {
            throw DeliveryReading.Unreadable($"{name} in {archive} is encrypted and cannot be read.");
        }

        try
        {
            return new EntryStream(entry);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw DeliveryReading.Unreadable($"{name} in {archive} cannot be read. {e.Message}", e);
        }
    }

    /// <summary>Reads an entry and checks at its end that size and checksum are what the archive claims.</summary>
    private sealed class EntryStream(ZipArchiveEntry entry) : ReadOnlyStream
    {
        private readonly Stream _content = entry.Open();
        private long _size;
        private uint _crc;

        public override int Read(Span<byte> buffer)
        {
            int count = _content.Read(buffer);
            _size += count;
            _crc = Crc32.Append(_crc, buffer[..count]);
            bool ended = count == 0 && buffer.Length > 0;
            if (_size > entry.Length || (ended && _size < entry.Length))
            {
                string held = _size > entry.Length ? "more" : $"{_size:N0}";
                throw new InvalidDataException($"The archive states {entry.Length:N0} bytes for it, but it has {held}.");
            }

            if (ended && _crc != entry.Crc32)
            {
                throw new InvalidDataException("Its checksum does not match the archive's.");
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>The archive's bytes. Remembers which of them each entry consists of.</summary>
    private sealed class EntryRanges(Stream archive) : ReadOnlyStream
    {
        private static readonly (long From, long To) Nothing = (long.MaxValue, 0);
        private readonly List<(long From, long To)> _taken = [];
        private (long From, long To) _entry = Nothing;
        private bool _inEntry;

        public override bool CanSeek => true;

        public override long Length => archive.Length;

        public override long Position
        {
            get => archive.Position;
            set => archive.Position = value;
        }

        /// <summary>What is read from here on belongs to the next entry.</summary>
        public void BeginEntry()
        {
            if (_entry != Nothing)
            {
                _taken.Insert(CountBelow(_entry.From), _entry);
            }

            (_inEntry, _entry) = (true, Nothing);
        }

        public override long Seek(long offset, SeekOrigin origin) => archive.Seek(offset, origin);

        public override int Read(Span<byte> buffer)
        {
            long from = archive.Position;
            int count = archive.Read(buffer);
            if (_inEntry && count > 0)
            {
                Take(from, from + count);
            }

            return count;
        }

        /// <exception cref="InvalidDataException">Another entry consists of some of these bytes.</exception>
        private void Take(long from, long to)
        {
            _entry = (Math.Min(_entry.From, from), Math.Max(_entry.To, to));
            int below = CountBelow(_entry.To);
            if (below > 0 && _taken[below - 1].To > _entry.From)
            {
                _entry = Nothing;
                throw new InvalidDataException("It overlaps another entry of the archive.");
            }
        }

        private int CountBelow(long position)
        {
            int index = _taken.BinarySearch((position, long.MinValue));
            return index < 0 ? ~index : index;
        }
    }
}

/// <summary>
/// The checksum of ZIP and gzip (polynomial 0xEDB88320), four bytes a step. The framework has none that a module may use.
/// </summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Goes on from the checksum of what came before; 0 at the start.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        uint[] t0 = Tables[0], t1 = Tables[1], t2 = Tables[2], t3 = Tables[3];
        crc = ~crc;
        for (; data.Length >= 4; data = data[4..])
        {
            crc ^= BinaryPrimitives.ReadUInt32LittleEndian(data);
            crc = t3[crc & 0xFF] ^ t2[(crc >> 8) & 0xFF] ^ t1[(crc >> 16) & 0xFF] ^ t0[crc >> 24];
        }

        foreach (byte b in data)
        {
            crc = t0[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = new uint[4][];
        for (int t = 0; t < tables.Length; t++)
        {
            tables[t] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                tables[t][i] = t == 0 ? OfByte(i) : tables[0][tables[t - 1][i] & 0xFF] ^ (tables[t - 1][i] >> 8);
            }
        }

        return tables;
    }

    private static uint OfByte(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
