namespace SalesManagoMobile.Client;

/// <summary>
/// One request's hold on its sends in the journal, one for each recipient: nobody else in the run sends the same until it is disposed.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="verdicts">What to do with each of the sends that were asked for.</param>
/// <param name="ids">Those of them that are to be sent.</param>
/// <param name="before">What the journal knew of each of these.</param>
internal sealed class JournalClaim(
    SendJournal journal, IReadOnlyList<JournalVerdict> verdicts, IReadOnlyList<SendId> ids,
    IReadOnlyList<JournalState> before) : IDisposable
{
    private DateTimeOffset _begunAt;
    private bool _left;
    private bool _ended;

    /// <summary>What to do with each of the sends, in the order in which they were asked for.</summary>
    public IReadOnlyList<JournalVerdict> Verdicts => verdicts;

    /// <summary>What to do with the request as a whole.</summary>
    public JournalVerdict Verdict { get; } = JournalSnapshot.Judge(verdicts);

    /// <summary>What is to be sent.</summary>
    public IReadOnlyList<SendId> Ids => ids;

    /// <summary>Whether an earlier run may have sent one of them: then a refusal now does not say that it was not processed.</summary>
    public bool HasDoubt => before.Contains(JournalState.LeftUnknown);

    /// <summary>
    /// Completes when the intents are on the device; null as long as none has been handed in. Only then may the request leave.
    /// </summary>
    public Task? Begun { get; private set; }

    /// <summary>Hands in the intents, one for each of <see cref="Ids"/>, which share one flush.</summary>
    public Task BeginAsync(params IReadOnlyList<JournalIntent> intents)
    {
        _begunAt = intents[0].At;
        return Begun = journal.AppendDurablyAsync(intents);
    }

    /// <summary>The request is leaving: from now on only the server's answer tells what becomes of it.</summary>
    public void Leave() => _left = true;

    /// <summary>Records the outcome of the request, which is the same for each recipient, whatever id it names.</summary>
    public void End(JournalOutcome outcome)
    {
        _ended = true;
        var outcomes = new JournalOutcome[ids.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            JournalOutcome own = outcome.Id == ids[i] ? outcome : outcome with { Id = ids[i] };
            outcomes[i] = before[i] == JournalState.LeftUnknown ? WithDoubt(own) : own;
        }

        journal.End(outcomes, begun: Begun is not null);
    }

    /// <summary>Keeps that the request did not leave, or surely was not processed, because the run stopped.</summary>
    public void EndUntried()
    {
        _left = false;
        if (Begun is null || _ended)
        {
            return;
        }

        try
        {
            End(new JournalOutcome(ids[0], _begunAt, SmSendStatus.Failed, 0, null, null, "The run stopped before it was sent."));
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            // An intent alone says "unknown", which is safe, and a journal that cannot be written ends the run by itself.
        }
    }

    /// <summary>Without an outcome: what did not leave is as it was before; what left and was not heard of again is unknown.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        if (Begun is not null && !_left)
        {
            EndUntried();
            return;
        }

        for (int i = 0; i < ids.Count; i++)
        {
            journal.Release(ids[i], _left ? JournalState.Unknown : before[i]);
        }

        _ended = true;
    }

    /// <summary>That a send was not processed this time tells nothing of the time before.</summary>
    private static JournalOutcome WithDoubt(JournalOutcome outcome) => outcome.Status != SmSendStatus.Failed ? outcome : outcome with
    {
        Status = SmSendStatus.Unknown,
        Message = $"An earlier attempt may have been processed. {outcome.Message ?? "Sent again, it failed."}",
    };
}
