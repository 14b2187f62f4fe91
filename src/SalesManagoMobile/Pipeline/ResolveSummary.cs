using System.Globalization;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>Counts what became of the unknown sends of a journal, for the closing line.</summary>
internal sealed class ResolveSummary(string path, bool written)
{
    private readonly Dictionary<string, int> _reasons = new(StringComparer.Ordinal);
    private int _accepted;
    private int _notSent;
    private int _unknown;

    /// <summary>How many sends were looked at.</summary>
    public int Count => _accepted + _notSent + _unknown;

    public void Add(SmJournalEntry entry)
    {
        switch (entry.Status)
        {
            case SmSendStatus.Accepted:
                _accepted++;
                break;
            case SmSendStatus.NotSent:
                _notSent++;
                break;
            default:
                _unknown++;
                string reason = entry.Reason ?? "";
                _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
                break;
        }
    }

    /// <summary>The closing line: counts, why the rest is unknown, and how to go on.</summary>
    public override string ToString()
    {
        string counts = string.Create(
            CultureInfo.CurrentCulture, $"{path}: {_accepted:N0} accepted, {_notSent:N0} not sent, {_unknown:N0} still unknown.");
        string reasons = string.Concat(_reasons.OrderByDescending(one => one.Value)
            .Select(one => string.Create(CultureInfo.CurrentCulture, $" {one.Value:N0} unknown: {one.Key}")));
        string then = !written ? " Nothing was written."
            : _notSent > 0 ? " To send what is NotSent, run the sending command again with this journal."
            : "";
        return counts + reasons + then;
    }
}
