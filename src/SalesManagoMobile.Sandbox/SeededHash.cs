namespace SalesManagoMobile.Sandbox;

/// <summary>
/// Pseudo-random numbers that follow from names instead of from a generator: they are the same in every process and do not depend on
/// the order of requests.
/// </summary>
internal static class SeededHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>A number for a text.</summary>
    public static ulong Compute(ReadOnlySpan<char> text)
    {
        ulong hash = 14695981039346656037UL;
        foreach (char character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>A number for two numbers.</summary>
    public static ulong Compute(ulong first, ulong second) => Mix(first ^ (second + Golden + (first << 6) + (first >> 2)));

    /// <summary>The <paramref name="draw"/>-th number of a seed, at least 0 and below 1.</summary>
    public static double Fraction(ulong seed, int draw) => (Mix(seed + ((ulong)draw * Golden)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>An identifier for a text, in the form of a version 4 UUID.</summary>
    public static Guid CreateGuid(int seed, string text)
    {
        ulong first = Compute((ulong)seed, Compute(text));
        ulong second = Mix(first + Golden);
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, first);
        BitConverter.TryWriteBytes(bytes[8..], second);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
