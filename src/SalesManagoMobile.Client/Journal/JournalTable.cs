namespace SalesManagoMobile.Client;

/// <summary>
/// A map from send ids to small values that costs little per entry: open addressing in 256 parts that grow by themselves,
/// about 16 bytes and the value, plus a quarter to a half. Not safe for use from many threads at once.
/// </summary>
internal sealed class JournalTable<TValue>
    where TValue : struct
{
    private readonly Part[] _parts = new Part[256];

    public int Count { get; private set; }

    /// <summary>The value of an id, or the default value.</summary>
    public TValue Get(SendId id)
    {
        Part part = _parts[id.High >> 56];
        if (part.Keys is null) return default;
        int slot = Find(part.Keys, id);
        return part.Keys[slot] == id ? part.Values[slot] : default;
    }

    public void Set(SendId id, TValue value)
    {
        ref Part part = ref _parts[id.High >> 56];
        part.Keys ??= new SendId[8];
        part.Values ??= new TValue[8];
        int slot = Find(part.Keys, id);
        if (part.Keys[slot] != id)
        {
            if (++part.Count * 4 > part.Keys.Length * 3) part = Grown(part);
            slot = Find(part.Keys, id);
            part.Keys[slot] = id;
            Count++;
        }

        part.Values[slot] = value;
    }

    private static Part Grown(Part old)
    {
        int capacity = old.Keys.Length + (old.Keys.Length / 2);
        var grown = new Part { Keys = new SendId[capacity], Values = new TValue[capacity], Count = old.Count };
        for (int i = 0; i < old.Keys.Length; i++)
        {
            if (old.Keys[i] == default) continue;
            int slot = Find(grown.Keys, old.Keys[i]);
            (grown.Keys[slot], grown.Values[slot]) = (old.Keys[i], old.Values[i]);
        }

        return grown;
    }

    /// <summary>The slot of an id, or the free one where it belongs. An id is a hash: its bits need no mixing; all zeros marks a free slot.</summary>
    private static int Find(SendId[] keys, SendId id)
    {
        var slot = (int)(((id.Low >> 32) * (ulong)keys.Length) >> 32);
        while (keys[slot] != default && keys[slot] != id) slot = slot + 1 == keys.Length ? 0 : slot + 1;
        return slot;
    }

    private struct Part
    {
        public SendId[] Keys;
        public TValue[] Values;
        public int Count;
    }
}
