using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SalesManagoMobile.Client.Tests;

/// <summary>Makes compressed files, whole and lying ones.</summary>
internal static class Archives
{
    public static byte[] Gzip(string content) => Gzip(Encoding.UTF8.GetBytes(content));

    public static byte[] Gzip(byte[] content)
    {
        var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionMode.Compress))
        {
            gzip.Write(content);
        }

        return file.ToArray();
    }

    public static byte[] Zip(params (string Name, string Content)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, string Content)[] entries) =>
        Zip(level, entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Content))));

    public static byte[] Zip((string Name, byte[] Content) entry) => Zip(CompressionLevel.Optimal, [entry]);

    /// <summary>Makes the directory of a ZIP claim another size for an entry.</summary>
    public static void ClaimSize(byte[] zip, string name, int size)
    {
        Span<byte> all = zip;
        for (int at; (at = all.LastIndexOf("PK\x01\x02"u8)) >= 0; all = all[..at])
        {
            // The uncompressed size stands at byte 24 of a directory entry, the name at byte 46.
            if (all[(at + 46)..].StartsWith(Encoding.UTF8.GetBytes(name)))
            {
                BinaryPrimitives.WriteInt32LittleEndian(all[(at + 24)..], size);
            }
        }
    }

    /// <summary>Makes the directory of a ZIP say that an entry stands where another one does.</summary>
    public static void PointTo(byte[] zip, string name, string other)
    {
        Span<byte> to = Directory(zip, other);
        Span<byte> from = Directory(zip, name);

        // Checksum and sizes at byte 16, the place of the entry at byte 42.
        to[16..28].CopyTo(from[16..]);
        to[42..46].CopyTo(from[42..]);

        static Span<byte> Directory(Span<byte> all, string name)
        {
            for (int at; (at = all.LastIndexOf("PK\x01\x02"u8)) >= 0; all = all[..at])
            {
                if (all[(at + 46)..].StartsWith(Encoding.UTF8.GetBytes(name)))
                {
                    return all[at..];
                }
            }

            throw new ArgumentException($"The archive has no entry {name}.", nameof(name));
        }
    }

    /// <summary>A CSV whose row i is of <c>person{i}@example.com</c> and does not compress to nothing.</summary>
    public static string ManyRows(int count)
    {
        var random = new Random(7);
        var text = new StringBuilder("email,contactId\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"person{i}@example.com,{random.NextInt64():x}\n");
        }

        return text.ToString();
    }

    private static byte[] Zip(CompressionLevel level, IEnumerable<(string Name, byte[] Content)> entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return file.ToArray();
    }
}
