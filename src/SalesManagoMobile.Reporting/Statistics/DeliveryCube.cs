using System.Runtime.InteropServices;

namespace SalesManagoMobile.Reporting;

/// <summary>One cell: the messages of one conversation on one platform, to one group, on one day.</summary>
/// <param name="Conversation">The number of its name.</param>
/// <param name="Platform">The number of its name.</param>
/// <param name="Group">The number of its name.</param>
/// <param name="Day">The day on which they were sent, as <see cref="DateOnly.DayNumber"/>; 0 when it is not known.</param>
/// <param name="IsPrevious">Whether they belong to the period before.</param>
internal readonly record struct CubeCell(int Conversation, int Platform, int Group, int Day, bool IsPrevious)
{
    // Bits of each part; together with the last one they are less than 64.
    private const int PlatformBits = 8;
    private const int GroupBits = 8;
    private const int DayBits = 22;

    public ulong Key
    {
        get
        {
            ulong key = ((ulong)Conversation << PlatformBits) | (uint)Platform;
            key = (key << GroupBits) | (uint)Group;
            key = (key << DayBits) | (uint)Day;
            return (key << 1) | (IsPrevious ? 1UL : 0);
        }
    }

    public static CubeCell From(ulong key) => new(
        (int)(key >> (1 + DayBits + GroupBits + PlatformBits)),
        (int)(key >> (1 + DayBits + GroupBits)) & ((1 << PlatformBits) - 1),
        (int)(key >> (1 + DayBits)) & ((1 << GroupBits) - 1),
        (int)(key >> 1) & ((1 << DayBits) - 1),
        (key & 1) != 0);
}

/// <summary>The counts of all cells. Their number is limited; what comes beyond is in the totals only.</summary>
internal sealed class DeliveryCube(int maxCells)
{
    private readonly Dictionary<ulong, Funnel> _cells = [];

    /// <summary>Records that could not be listed separately.</summary>
    public long Beyond { get; private set; }

    public IEnumerable<(CubeCell Cell, Funnel Counts)> Cells => _cells.Select(static pair => (CubeCell.From(pair.Key), pair.Value));

    public void Add(CubeCell cell, Funnel counts)
    {
        ulong key = cell.Key;
        if (_cells.Count >= maxCells && !_cells.ContainsKey(key))
        {
            key = new CubeCell(NameTable.Others, NameTable.Others, NameTable.None, 0, cell.IsPrevious).Key;
            Beyond++;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _) += counts;
    }
}
