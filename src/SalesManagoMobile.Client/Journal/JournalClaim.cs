namespace SalesManagoMobile.Client;

/// <summary>One input's hold on its entry in the journal: nobody else in the run sends the same until it is disposed.</summary>
internal sealed class JournalClaim(SendJournal journal, SendId id, JournalVerdict verdict, JournalState before) : IDisposable
{
    private bool _begun;
    private bool _ended;

    public JournalVerdict Verdict { get; } = verdict;

    public SendId Id { get; } = id;

    /// <summary>Completes when the intent is on the device. Only then may the request leave.</summary>
    public Task BeginAsync(JournalIntent intent)
    {
        _begun = true;
        return journal.AppendDurablyAsync(intent);
    }

    /// <summary>Keeps what became of the request.</summary>
    public void End(JournalOutcome outcome)
    {
        _ended = true;
        journal.End(outcome, _begun);
    }

    /// <summary>Keeps that the request never left, or was surely not processed, because the run stopped.</summary>
    public void EndUntried(DateTimeOffset at)
    {
        if (_begun && !_ended) End(new JournalOutcome(Id, at, SmSendStatus.Failed, 0, null, null, "The run stopped before it was sent."));
    }

    /// <summary>Without an outcome: an intent that is on the device stands as unknown, and what was not begun is as it was.</summary>
    public void Dispose()
    {
        if (Verdict == JournalVerdict.Send && !_ended) journal.Release(Id, _begun ? JournalState.Unknown : before);
    }
}
