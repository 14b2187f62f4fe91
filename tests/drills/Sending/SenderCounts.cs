using System.Globalization;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Drills;

/// <summary>What a sender that came to its end says on its last line: how many inputs ended how.</summary>
internal sealed class SenderCounts
{
    private readonly int[] _counts = new int[4];

    /// <summary>The server said yes, in this run or in an earlier one.</summary>
    public int Accepted => _counts[(int)SmSendStatus.Accepted] + _counts[(int)SmSendStatus.Skipped];

    public int Failed => _counts[(int)SmSendStatus.Failed];

    public int Unknown => _counts[(int)SmSendStatus.Unknown];

    public int Total => _counts.Sum();

    public static SenderCounts Parse(string line)
    {
        var counts = new SenderCounts();
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < counts._counts.Length; i++)
        {
            counts._counts[i] = int.Parse(parts[i], CultureInfo.InvariantCulture);
        }

        return counts;
    }

    public void Add(SmSendStatus status, int count = 1) => _counts[(int)status] += count;

    public override string ToString() => string.Join(' ', _counts);
}
