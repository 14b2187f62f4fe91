using System.Buffers.Binary;

namespace SalesManagoMobile.Client;

/// <summary>The checksum of ZIP and gzip (polynomial 0xEDB88320), four bytes a step. The framework has none that a module may use.</summary>
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
