namespace SalesManagoMobile.Client;

/// <summary>
/// A map from send ids to small values, for a million of them and more: it grows by splitting small parts in two, so nothing large is
/// copied or thrown away. An entry costs 8 bytes and its value, plus about half of that. Not safe for use from many threads at once.
/// </summary>
/// <remarks>
/// It keeps 64 of an id's 128 bits. That two of a million sends agree in these happens once in 37 million such journals.
/// </remarks>
internal sealed class JournalTable<TValue>
    where TValue : struct
{
    private const int Capacity = 1024;
    private const int MostEntries = Capacity * 7 / 8;

    private readonly ulong[] _oldKeys = new ulong[Capacity];
    private readonly TValue[] _oldValues = new TValue[Capacity];

    /// <summary>
    /// The parts by the first bits of a key, as many bits as <see cref="_depth"/>; a part with fewer bits stands there several times.
    /// </summary>
    private Part[] _directory = [new(0)];
    private int _depth;

    public int Count { get; private set; }

    /// <summary>The value of an id, or the default value.</summary>
    public TValue Get(SendId id)
    {
        ulong key = KeyOf(id);
        Part part = PartOf(key);
        int slot = part.Find(key);
        return part.Keys[slot] == key ? part.Values[slot] : default;
    }

    public void Set(SendId id, TValue value)
    {
        ulong key = KeyOf(id);
        Part part = PartOf(key);
        int slot = part.Find(key);
        if (part.Keys[slot] != key)
        {
            while (part.Count == MostEntries)
            {
                Split(part);
                part = PartOf(key);
            }

            slot = part.Find(key);
            part.Keys[slot] = key;
            part.Count++;
            Count++;
        }

        part.Values[slot] = value;
    }

    /// <summary>An id is a hash: its bits need no mixing. Zero marks a free slot.</summary>
    private static ulong KeyOf(SendId id) => id.Low == 0 ? 1 : id.Low;

    private Part PartOf(ulong key) => _directory[_depth == 0 ? 0 : key >> (64 - _depth)];

    private void Split(Part part)
    {
        if (part.Depth == _depth)
        {
            _directory = [.. _directory.SelectMany(one => new[] { one, one })];
            _depth++;
        }

        part.Depth++;
        var sibling = new Part(part.Depth);
        for (int i = 0; i < _directory.Length; i++)
        {
            if (_directory[i] == part && ((i >> (_depth - part.Depth)) & 1) == 1)
            {
                _directory[i] = sibling;
            }
        }

        part.Keys.CopyTo(_oldKeys, 0);
        part.Values.CopyTo(_oldValues, 0);
        Array.Clear(part.Keys);
        part.Count = 0;
        for (int i = 0; i < Capacity; i++)
        {
            if (_oldKeys[i] == 0)
            {
                continue;
            }

            Part home = PartOf(_oldKeys[i]);
            int slot = home.Find(_oldKeys[i]);
            (home.Keys[slot], home.Values[slot]) = (_oldKeys[i], _oldValues[i]);
            home.Count++;
        }
    }

    /// <param name="depth">How many first bits all keys of the part share.</param>
    private sealed class Part(int depth)
    {
        public readonly ulong[] Keys = new ulong[Capacity];
        public readonly TValue[] Values = new TValue[Capacity];
        public int Depth = depth;
        public int Count;

        /// <summary>The slot of a key, or the free one where it belongs: open addressing by the last bits, which choose no part.</summary>
        public int Find(ulong key)
        {
            int slot = (int)key & (Capacity - 1);
            while (Keys[slot] != 0 && Keys[slot] != key)
            {
                slot = (slot + 1) & (Capacity - 1);
            }

            return slot;
        }
    }
}
