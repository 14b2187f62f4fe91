namespace SalesManagoMobile.Client;

/// <summary>One input's hold on its entry in the journal: nobody else in the run sends the same until it is disposed.</summary>
internal sealed class JournalClaim(SendJournal journal, SendId id, JournalVerdict verdict, JournalState before) : IDisposable
{
    private JournalIntent? _intent;
    private bool _left;
    private bool _ended;

    public JournalVerdict Verdict { get; } = verdict;

    public SendId Id { get; } = id;

    /// <summary>Whether an intent has been handed in.</summary>
    public bool IsBegun => _intent is not null;

    /// <summary>Completes when the intent is on the device. Only then may the request leave.</summary>
    public Task BeginAsync(JournalIntent intent)
    {
        _intent = intent;
        return journal.AppendDurablyAsync(intent);
    }

    /// <summary>The request is leaving: from now on only the server's answer tells what becomes of it.</summary>
    public void Leave() => _left = true;

    /// <summary>Keeps what became of the request.</summary>
    public void End(JournalOutcome outcome)
    {
        _ended = true;
        journal.End(outcome, IsBegun);
    }

    /// <summary>Keeps that the request did not leave, or surely was not processed, because the run stopped.</summary>
    public void EndUntried()
    {
        if (_intent is null || _ended) return;
        try
        {
            End(new JournalOutcome(Id, _intent.At, SmSendStatus.Failed, 0, null, null, "The run stopped before it was sent."));
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            // An intent alone says "unknown", which is safe, and a journal that cannot be written ends the run by itself.
        }
    }

    /// <summary>Without an outcome: what did not leave is as it was before; what left and was not heard of again is unknown.</summary>
    public void Dispose()
    {
        if (Verdict != JournalVerdict.Send || _ended) return;
        if (_left) journal.Release(Id, JournalState.Unknown);
        else if (IsBegun) EndUntried();
        else journal.Release(Id, before);
        _ended = true;
    }
}
