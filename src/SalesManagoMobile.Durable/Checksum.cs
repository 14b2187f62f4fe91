using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace SalesManagoMobile.Durable;

/// <summary>CRC-32C: it tells a damaged record from a whole one. Written as eight lower-case hexadecimal digits.</summary>
internal static class Checksum
{
    public const int TextLength = 8;

    /// <summary>The checksum of some bytes.</summary>
    /// <param name="before">The checksum of the bytes that come before them; 0 when there are none.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        uint crc = ~before;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }

    /// <summary>Writes the digits.</summary>
    public static void Write(uint checksum, Span<byte> digits) =>
        Utf8Formatter.TryFormat(checksum, digits, out _, new StandardFormat('x', TextLength));

    /// <summary>Reads the digits exactly as <see cref="Write"/> makes them: in capitals they are damage, too.</summary>
    public static bool TryRead(ReadOnlySpan<byte> digits, out uint checksum)
    {
        Span<byte> expected = stackalloc byte[TextLength];
        if (digits.Length != TextLength || !Utf8Parser.TryParse(digits, out checksum, out int used, 'x') || used != TextLength)
        {
            checksum = 0;
            return false;
        }

        Write(checksum, expected);
        return expected.SequenceEqual(digits);
    }
}
