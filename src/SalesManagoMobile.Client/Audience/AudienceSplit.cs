using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Divides people by a stable hash: the same person, split with the same seed, gets the same place whatever the order or length of the
/// list and on whatever machine. Places of different seeds are independent of each other, and groups are independent of shards.
/// Nothing here may change between versions: a shard that is continued tomorrow must be the same people.
/// </summary>
public static class AudienceSplit
{
    private const double Steps = 1.0 / (1UL << 53);

    /// <summary>The group of a person: the first whose share, added to those before it, lies above the person's place.</summary>
    /// <param name="person">The person; e-mail addresses and contact ids compare without regard to case.</param>
    /// <param name="cumulative">The sums of the weights up to each group, in order; the last is the sum of all.</param>
    /// <param name="seed">Any text.</param>
    /// <returns>The index of the group. A group without weight gets nobody.</returns>
    public static int Group(Addressee person, IReadOnlyList<double> cumulative, string seed)
    {
        double place = (Hash("group", person, seed) >> 11) * Steps * cumulative[^1];
        int index = 0;
        while (place >= cumulative[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>The shard of a person, from 0 to <paramref name="count"/> - 1.</summary>
    public static int Shard(Addressee person, int count, string seed) => (int)Math.BigMul(Hash("shard", person, seed), (ulong)count, out _);

    /// <summary>
    /// What a row of a shard says about it, for example <c>0/4:spring</c>: senders refuse to mix two of them in one journal.
    /// </summary>
    public static string Describe(int index, int count, string seed) =>
        string.Create(CultureInfo.InvariantCulture, $"{index}/{count}{(seed.Length == 0 ? "" : ":")}{seed}");

    /// <summary>Whether a text can be what <see cref="Describe"/> writes.</summary>
    public static bool IsShard(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return slash > 0
            && (colon < 0 || colon > slash)
            && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && int.TryParse(text.AsSpan()[(slash + 1)..(colon < 0 ? text.Length : colon)], NumberStyles.None, CultureInfo.InvariantCulture,
                out int count)
            && index < count;
    }

    // Each part goes in with its length, so that no two lists of parts read the same.
    private static ulong Hash(string purpose, Addressee person, string seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in (ReadOnlySpan<string>)[purpose, seed, AddresseePacker.WireName(person.Type), SendIdentity.Fold(person)])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return BinaryPrimitives.ReadUInt64LittleEndian(result);
    }
}
