using System.Globalization;
using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>
/// Walks a person's history from the newest entry to the oldest, past the 500 entries that one answer holds, by asking again up to the
/// time of the oldest entry seen. Entries of that very millisecond come twice and are dropped by what they are.
/// </summary>
internal sealed class HistoryPager(Action<string> warn)
{
    private readonly EntryBag _undated = new();
    private readonly EntryBag _atOldest = new();
    private DateTimeOffset? _oldest;
    private bool _endIsExcluded;

    /// <param name="ask">Asks for one page.</param>
    /// <param name="request">What the user asked for.</param>
    /// <param name="first">The largest number of entries; null gives all.</param>
    /// <param name="warn">Called with what cannot be listed.</param>
    public static async IAsyncEnumerable<SmPushHistoryEntry> ReadAsync(
        Func<HistoryRequest, CancellationToken, Task<IReadOnlyList<SmPushHistoryEntry>>> ask,
        HistoryRequest request,
        int? first,
        Action<string> warn,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (first <= 0)
        {
            yield break;
        }

        HistoryPager pager = new(warn);
        int left = first ?? int.MaxValue;
        int size = request.EntriesNumber ?? Math.Min(left, Limits.HistoryEntries);
        DateTimeOffset? upTo = request.Before;
        while (true)
        {
            // The documentation does not say whether dateTo itself is in the range: the second page shows it.
            DateTimeOffset? before = pager._endIsExcluded ? upTo?.AddMilliseconds(1) : upTo;
            HistoryRequest page = request with { EntriesNumber = size, Before = before };
            IReadOnlyList<SmPushHistoryEntry> answer = await ask(page, cancellationToken).ConfigureAwait(false);
            if (!pager._endIsExcluded && upTo == pager._oldest && !pager._atOldest.IsEmpty && !answer.Any(entry => entry.SentDate == upTo))
            {
                pager._endIsExcluded = true;
                continue;
            }

            List<SmPushHistoryEntry> dated = pager.Dated(answer, upTo);
            foreach (SmPushHistoryEntry entry in dated.Concat(pager.Undated(answer)))
            {
                yield return entry;
                if (--left == 0)
                {
                    yield break;
                }
            }

            if (answer.Count < size)
            {
                yield break;
            }

            if (dated.Count > 0)
            {
                upTo = pager._oldest;
            }
            else if (!answer.Any(entry => entry.SentDate <= upTo))
            {
                upTo = pager.Unmovable();
            }
            else if (size < Limits.HistoryEntries)
            {
                size = Limits.HistoryEntries;
            }
            else
            {
                upTo = pager.Skip(pager._oldest!.Value);
            }

            if (upTo is null || upTo < request.After)
            {
                yield break;
            }
        }
    }

    /// <summary>The entries in the range that were not seen before, newest first.</summary>
    private List<SmPushHistoryEntry> Dated(IReadOnlyList<SmPushHistoryEntry> answer, DateTimeOffset? upTo)
    {
        IEnumerable<SmPushHistoryEntry> inRange = answer.Where(entry => entry.SentDate is not null && !(entry.SentDate > upTo));
        List<SmPushHistoryEntry> fresh = [.. _atOldest.Unseen(inRange).OrderByDescending(entry => entry.SentDate)];
        if (fresh.Count == 0)
        {
            return fresh;
        }

        DateTimeOffset? oldest = fresh[^1].SentDate;
        if (oldest != _oldest)
        {
            _atOldest.Clear();
        }

        _oldest = oldest;
        foreach (SmPushHistoryEntry entry in fresh.Where(entry => entry.SentDate == oldest))
        {
            _atOldest.Add(entry);
        }

        return fresh;
    }

    private IReadOnlyList<SmPushHistoryEntry> Undated(IReadOnlyList<SmPushHistoryEntry> answer)
    {
        IReadOnlyList<SmPushHistoryEntry> fresh = _undated.Unseen(answer.Where(entry => entry.SentDate is null));
        foreach (SmPushHistoryEntry entry in fresh)
        {
            _undated.Add(entry);
        }

        return fresh;
    }

    private DateTimeOffset? Unmovable()
    {
        warn($"{Endpoint.GetHistory.Operation}: the response is full, but contains no entry in the requested range. "
            + "There may be older entries that cannot be requested.");
        return null;
    }

    private DateTimeOffset? Skip(DateTimeOffset millisecond)
    {
        string time = millisecond.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        warn($"{Endpoint.GetHistory.Operation}: the millisecond {time}Z may hold more than the {Limits.HistoryEntries} entries that one "
            + "response can hold. Entries beyond them are missing; older entries follow.");
        _atOldest.Clear();
        return millisecond.AddMilliseconds(-1);
    }
}
