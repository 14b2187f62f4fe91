using System.Runtime.InteropServices;

namespace SalesManagoMobile.Drills;

/// <summary>A file that is another one each time it is asked for, so that halves of two never pass for a whole.</summary>
internal static class VersionedFile
{
    private const int Words = 400_000;

    /// <summary>What makes an export of it: anything else is not saved.</summary>
    private static ReadOnlySpan<byte> Header => "email\n\n\n"u8;

    /// <summary>The version that the first bytes of a file belong to.</summary>
    public static long VersionOf(byte[] bytes) => BitConverter.ToInt64(bytes, Header.Length) / Words;

    public static byte[] Make(long version)
    {
        long[] words = new long[Words];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = (version * Words) + i;
        }

        return [.. Header, .. MemoryMarshal.AsBytes<long>(words)];
    }

    /// <summary>Whether the file is there and is one version from the first byte to the last.</summary>
    public static bool IsWhole(string path) => File.ReadAllBytes(path) is var bytes
        && bytes.Length == Header.Length + (Words * sizeof(long))
        && bytes.AsSpan().SequenceEqual(Make(VersionOf(bytes)));
}
