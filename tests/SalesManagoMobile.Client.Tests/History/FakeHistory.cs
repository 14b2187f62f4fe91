namespace SalesManagoMobile.Client.Tests;

/// <summary>A server's history of one person, as the API documents it: the newest entries of a range, at most 500.</summary>
internal sealed class FakeHistory(IEnumerable<SmPushHistoryEntry> entries)
{
    private readonly SmPushHistoryEntry[] _entries = [.. entries];

    /// <summary>The documentation does not say whether <c>dateTo</c> itself lies in the range.</summary>
    public bool EndIsExcluded { get; init; }

    /// <summary>A server that does not look at the range.</summary>
    public bool IgnoresRange { get; init; }

    public List<HistoryRequest> Asked { get; } = [];

    public List<string> Warnings { get; } = [];

    public static SmPushHistoryEntry Entry(int number, DateTimeOffset? sent) =>
        new() { MessageId = $"m{number}", ConversationId = 1, SentDate = sent };

    public Task<IReadOnlyList<SmPushHistoryEntry>> AskAsync(HistoryRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add(request);
        IReadOnlyList<SmPushHistoryEntry> page =
        [
            .. _entries
                .Where(entry => IgnoresRange || entry.SentDate is null || Contains(request, entry.SentDate.Value))
                .OrderByDescending(entry => entry.SentDate ?? DateTimeOffset.MaxValue)
                .Take(request.EntriesNumber ?? 500),
        ];
        return Task.FromResult(page);
    }

    public async Task<List<SmPushHistoryEntry>> ReadAsync(HistoryRequest request, int? first = null)
    {
        List<SmPushHistoryEntry> all = [];
        IAsyncEnumerable<SmPushHistoryEntry> entries =
            HistoryPager.ReadAsync(AskAsync, request, first, Warnings.Add, CancellationToken.None);
        await foreach (SmPushHistoryEntry entry in entries)
        {
            all.Add(entry);
        }

        return all;
    }

    private bool Contains(HistoryRequest request, DateTimeOffset sent) =>
        !(sent < request.After) && (request.Before is not { } end || (EndIsExcluded ? sent < end : sent <= end));
}
