using System.IO.Compression;

namespace SalesManagoMobile.Client;

/// <summary>Reads each entry of a ZIP in turn. Nothing is extracted: an entry's name is text on its rows, never a path.</summary>
internal static class ZipDeliveryReader
{
    public static IEnumerable<List<SmDeliveryRecord>> Read(Stream content, string name, int depth, DeliveryReading reading)
    {
        using ZipArchive archive = Open(content, name);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

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
                catch (SmException failure) when (!reading.Expansion.Exceeded)
                {
                    // One damaged entry does not spoil the others.
                    reading.TellBadPart(failure);
                    break;
                }

                yield return blocks.Current;
            }
        }
    }

    private static IEnumerable<List<SmDeliveryRecord>> ReadEntry(ZipArchiveEntry entry, string archive, int depth, DeliveryReading reading)
    {
        using ZipEntryStream content = Open(entry, archive);
        foreach (List<SmDeliveryRecord> block in DeliveryReader.ReadContent(reading.Expansion.Expanded(content), entry.FullName, depth, reading))
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
            throw DeliveryReading.Unreadable($"{name} is a ZIP archive that is cut short or damaged: its directory cannot be read. {e.Message}", e);
        }
    }

    private static ZipEntryStream Open(ZipArchiveEntry entry, string archive)
    {
        if (entry.IsEncrypted)
        {
            throw DeliveryReading.Unreadable($"{entry.FullName} in {archive} is encrypted and cannot be read.");
        }

        try
        {
            return new ZipEntryStream(entry);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw DeliveryReading.Unreadable($"{entry.FullName} in {archive} cannot be read. {e.Message}", e);
        }
    }
}
