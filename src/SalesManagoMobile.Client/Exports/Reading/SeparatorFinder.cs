using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SalesManagoMobile.Client;

/// <summary>
/// Finds the bytes that end fields and rows, one after the other: looks at 32 bytes at once and keeps what it saw,
/// where a search for each field would look at most of them again.
/// </summary>
internal ref struct SeparatorFinder
{
    private const int BlockSize = 32;
    private readonly ReadOnlySpan<byte> _data;
    private readonly byte _delimiter;
    private int _block;
    private uint _found;

    /// <param name="data">Where to look.</param>
    /// <param name="start">The first byte to look at.</param>
    /// <param name="delimiter">What ends a field; line feed and carriage return end a row.</param>
    public SeparatorFinder(ReadOnlySpan<byte> data, int start, byte delimiter)
    {
        _data = data;
        _delimiter = delimiter;
        GoTo(start);
    }

    /// <summary>Goes on from another place.</summary>
    public void GoTo(int start)
    {
        _block = start - BlockSize;
        _found = 0;
    }

    /// <summary>Where the next separator is, or -1 when the data has no more.</summary>
    [MethodImpl(HotPath.Inlining)]
    public int Next()
    {
        while (_found == 0)
        {
            _block += BlockSize;
            if (_block > _data.Length - BlockSize)
            {
                return NextInRest();
            }

            var bytes = Vector256.Create(_data.Slice(_block, BlockSize));
            _found = (Vector256.Equals(bytes, Vector256.Create(_delimiter))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
        }

        int at = _block + BitOperations.TrailingZeroCount(_found);
        _found &= _found - 1;
        return at;
    }

    private int NextInRest()
    {
        int at = _block >= _data.Length ? -1 : _data[_block..].IndexOfAny(_delimiter, (byte)'\n', (byte)'\r');
        if (at < 0)
        {
            return -1;
        }

        at += _block;
        GoTo(at + 1);
        return at;
    }
}
