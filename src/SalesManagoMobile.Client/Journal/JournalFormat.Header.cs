using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SalesManagoMobile.Durable;

namespace SalesManagoMobile.Client;

/// <content>The first line of a journal.</content>
internal static partial class JournalFormat
{
    /// <summary>Bytes of the first line of version 2, with its line feed, when it names no shard.</summary>
    public const int HeaderLength = 62;

    /// <summary>The largest first line: with its shard it is still written to one sector, so that a power cut cannot tear it.</summary>
    public const int MaxHeaderLength = 512;

    private const int SealStart = 27;
    private const int SealEnd = 52;

    private static ReadOnlySpan<byte> Magic => "salesmanago-send-journal\t"u8;

    private static ReadOnlySpan<byte> Start => "salesmanago-send-journal\t2\t"u8;

    private static ReadOnlySpan<byte> Version1 => "salesmanago-send-journal\t1\t3f48ed2a"u8;

    /// <summary>Makes the first line, with its line feed.</summary>
    public static byte[] Header(JournalSeal seal, string? shard = null)
    {
        var buffer = new ArrayBufferWriter<byte>(HeaderLength);
        buffer.Write(Start);
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seal.Length:x16}\t{seal.Checksum:x8}"), buffer);
        if (shard is not null)
        {
            Field(buffer, shard);
        }

        Close(buffer, 0, 0);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Whether the bytes could be the beginning of a header that a crash cut.</summary>
    public static bool MayBeHeader(ReadOnlySpan<byte> start) =>
        start.Length < MaxHeaderLength && IsStartOf(start[..Math.Min(start.Length, Start.Length)], Start) || Version1.StartsWith(start);

    /// <summary>Whether a line is the header of some version of a journal.</summary>
    public static bool IsAnyHeader(ReadOnlySpan<byte> line) => line.StartsWith(Magic);

    /// <summary>The version that a header names; null when it is not one that can be read here.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> header) => header.SequenceEqual(Version1) ? 1 : header.StartsWith(Start) ? 2 : null;

    /// <summary>Reads what a header of version 2 seals; null when it is damaged.</summary>
    public static JournalSeal? ReadSeal(ReadOnlySpan<byte> header, out string? shard)
    {
        shard = null;
        if (header.Length < HeaderLength - 1 || !IsWhole(header, 0, out _))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = header[SealEnd..^(Checksum.TextLength + 1)];
        shard = rest.IsEmpty ? null : Text(rest[1..]);

        bool isRead = Utf8Parser.TryParse(header[SealStart..], out long length, out _, 'x');
        return isRead && Checksum.TryRead(header.Slice(SealStart + 17, Checksum.TextLength), out uint checksum)
            ? new(length, checksum)
            : null;
    }
}

/// <summary>Up to where a journal is known to be on the device: what it ends with there must still be in it.</summary>
/// <param name="Length">Bytes, from the beginning of the file to the end of a record.</param>
/// <param name="Checksum">That record's checksum; 0 when the header alone is there.</param>
internal readonly record struct JournalSeal(long Length, uint Checksum);
