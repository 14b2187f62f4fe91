using System.Runtime.InteropServices;

namespace SalesManagoMobile.Drills;

/// <summary>A file that is another one each time it is asked for, so that halves of two never pass for a whole.</summary>
internal static class VersionedFile
{
    private const int Words = 400_000;

    public static byte[] Make(long version)
    {
        long[] words = new long[Words];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = (version * Words) + i;
        }

        return MemoryMarshal.AsBytes<long>(words).ToArray();
    }

    /// <summary>Whether the file is there and is one version from the first byte to the last.</summary>
    public static bool IsWhole(string path) => File.ReadAllBytes(path) is var bytes
        && bytes.Length == Words * sizeof(long)
        && bytes.AsSpan().SequenceEqual(Make(BitConverter.ToInt64(bytes) / Words));
}
