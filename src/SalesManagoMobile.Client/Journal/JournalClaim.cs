namespace SalesManagoMobile.Client;

/// <summary>One input's hold on its entry in the journal: nobody else in the run sends the same until it is disposed.</summary>
internal sealed class JournalClaim(SendJournal journal, SendId id, JournalVerdict verdict, JournalState before) : IDisposable
{
    private JournalIntent? _intent;
    private bool _left;
    private bool _ended;

    public JournalVerdict Verdict { get; } = verdict;

    public SendId Id { get; } = id;

    /// <summary>Completes when the intent is on the device; null as long as none has been handed in. Only then may the request leave.</summary>
    public Task? Begun { get; private set; }

    /// <summary>Hands in the intent.</summary>
    public Task BeginAsync(JournalIntent intent)
    {
        _intent = intent;
        return Begun = journal.AppendDurablyAsync(intent);
    }

    /// <summary>The request is leaving: from now on only the server's answer tells what becomes of it.</summary>
    public void Leave() => _left = true;

    /// <summary>Keeps what became of the request.</summary>
    public void End(JournalOutcome outcome)
    {
        _ended = true;
        journal.End(outcome, begun: Begun is not null);
    }

    /// <summary>Keeps that the request did not leave, or surely was not processed, because the run stopped.</summary>
    public void EndUntried()
    {
        if (Begun is null || _ended) return;
        try
        {
            End(new JournalOutcome(Id, _intent!.At, SmSendStatus.Failed, 0, null, null, "The run stopped before it was sent."));
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
        else if (Begun is not null) EndUntried();
        else journal.Release(Id, before);
        _ended = true;
    }
}
