namespace SalesManagoMobile.Sandbox;

/// <summary>
/// Counts sends to made-up recipients by a 64-bit hash of the address: 24 to 48 bytes each, and no text kept.
/// With a million recipients the chance that two share a hash is about one in 37 million.
/// </summary>
internal sealed class SendCounter
{
    private ulong[] _keys = new ulong[1024];
    private int[] _counts = new int[1024];

    /// <summary>How many different recipients there were.</summary>
    public int Recipients { get; private set; }

    /// <summary>How many sends there were.</summary>
    public long Sends { get; private set; }

    /// <summary>How many recipients got more than one.</summary>
    public int Repeated { get; private set; }

    public void Add(string recipient)
    {
        if (Recipients * 2 >= _keys.Length)
        {
            Grow();
        }

        ulong key = Key(recipient);
        int slot = Slot(_keys, _counts, key);
        _keys[slot] = key;
        switch (++_counts[slot])
        {
            case 1: Recipients++; break;
            case 2: Repeated++; break;
        }

        Sends++;
    }

    public int Count(string recipient) => _counts[Slot(_keys, _counts, Key(recipient))];

    // Addresses differing in case only are one mailbox.
    private static ulong Key(string recipient) => SeededHash.Compute(recipient.ToLowerInvariant());

    private static int Slot(ulong[] keys, int[] counts, ulong key)
    {
        int mask = keys.Length - 1;
        int slot = (int)key & mask;
        while (counts[slot] != 0 && keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (ulong[]? grownKeys, int[]? grownCounts) = (new ulong[_keys.Length * 2], new int[_keys.Length * 2]);
        for (int old = 0; old < _keys.Length; old++)
        {
            if (_counts[old] == 0)
            {
                continue;
            }

            int slot = Slot(grownKeys, grownCounts, _keys[old]);
            (grownKeys[slot], grownCounts[slot]) = (_keys[old], _counts[old]);
        }

        (_keys, _counts) = (grownKeys, grownCounts);
    }
}
