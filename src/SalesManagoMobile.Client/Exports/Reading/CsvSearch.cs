using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SalesManagoMobile.Client;

/// <summary>
/// Finds delimiters, quotes and line ends, one after the other. Looks at each byte once, 64 at a time: what was found in a block is kept as
/// bits until it is used up, over fields and rows.
/// </summary>
/// <param name="start">The first byte to look at.</param>
internal struct CsvSearch(int start)
{
    public const byte Quote = (byte)'"';
    public const byte Lf = (byte)'\n';
    public const byte Cr = (byte)'\r';
    private const int BlockSize = ByteWindow.Slack;
    private int _block = start - BlockSize;
    private ulong _found;

    /// <summary>Where the next one is, or -1 when there is none before the end.</summary>
    /// <param name="data">The bytes: <see cref="ByteWindow.Slack"/> more than <paramref name="end"/> says.</param>
    /// <param name="end">Where the bytes end that count.</param>
    /// <param name="delimiter">What separates fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(byte[] data, int end, byte delimiter)
    {
        while (_found == 0)
        {
            int block = _block + BlockSize;
            if (block >= end)
            {
                return -1;
            }

            _block = block;
            ref byte first = ref MemoryMarshal.GetArrayDataReference(data);
            _found = Matches(Vector256.LoadUnsafe(ref first, (nuint)block), delimiter)
                | ((ulong)Matches(Vector256.LoadUnsafe(ref first, (nuint)block + (BlockSize / 2)), delimiter) << (BlockSize / 2));
            if (end - block < BlockSize)
            {
                _found &= (1UL << (end - block)) - 1;
            }
        }

        int at = _block + BitOperations.TrailingZeroCount(_found);
        _found &= _found - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Matches(Vector256<byte> bytes, byte delimiter) =>
        (Vector256.Equals(bytes, Vector256.Create(delimiter))
            | Vector256.Equals(bytes, Vector256.Create(Quote))
            | Vector256.Equals(bytes, Vector256.Create(Lf))
            | Vector256.Equals(bytes, Vector256.Create(Cr))).ExtractMostSignificantBits();
}
