using System.Runtime.CompilerServices;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Gives one string for equal texts that come again and again, as a conversation's name does. A small table that forgets: it costs
/// the same memory for a file of any size.
/// </summary>
internal sealed class StringPool
{
    private const int Size = 128;
    private const int MaxLength = 256;
    private readonly Entry[] _entries = new Entry[Size];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        int slot = ((utf8.Length * 31) + (utf8[0] * 7) + (utf8[utf8.Length / 2] * 13) + utf8[^1]) & (Size - 1);
        ref Entry entry = ref _entries[slot];
        if (entry.Text is { } text && utf8.SequenceEqual(entry.Utf8))
        {
            return text;
        }

        entry = new Entry(utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return entry.Text;
    }

    private readonly record struct Entry(byte[] Utf8, string Text);
}
