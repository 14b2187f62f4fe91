namespace SalesManagoMobile.Client;

/// <summary>One input of a run on its way to its outcome. The outcome is null when the run stopped before it left: it was not tried.</summary>
internal sealed class BulkSend<TRequest, TAnswer, TResult>(RunContext run, SendKind<TRequest, TAnswer, TResult> kind, TRequest request)
    : IPreparedWork<BulkOutcome<TResult>?>
{
    private TRequest _request = request;
    private JournalClaim? _claim;

    /// <summary>Whether the request will leave when its turn comes: the journal says so, and it keeps all limits.</summary>
    public bool IsToBeSent => _claim is { Verdict: JournalVerdict.Send } && kind.IsValid(_request);

    /// <summary>Takes hold of the journal's entries, and leaves out the recipients that it knows.</summary>
    public async ValueTask ClaimAsync(SendJournal journal)
    {
        _claim = await journal.ClaimAsync(kind.Identify(_request), run.Options.ResendUnknown, run.Stop).ConfigureAwait(false);
        _request = kind.Narrow(_request, _claim.Verdicts);
    }

    /// <summary>Completes when the intents are on the device; at once without a journal.</summary>
    public Task BeginAsync() => _claim is null
        ? Task.CompletedTask
        : _claim.Begun ?? _claim.BeginAsync(kind.ToIntents(_request, _claim.Ids, run.Time.GetUtcNow()));

    public async Task<BulkOutcome<TResult>?> RunAsync(CancellationToken cancellationToken)
    {
        if (_claim is { Verdict: not JournalVerdict.Send })
        {
            return Known(_claim.Verdict);
        }

        if (run.Stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        try
        {
            return await SendAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            // The intent is not on the device, so nothing left.
            await run.EndAsync(failure).ConfigureAwait(false);
            return null;
        }
    }

    public void Dispose() => _claim?.Dispose();

    private async Task<BulkOutcome<TResult>?> SendAsync(CancellationToken cancellationToken)
    {
        var gate = new SendGate(run, _claim, BeginAsync);
        try
        {
            TAnswer answer = await kind.SendAsync(run.Client, _request, gate, cancellationToken).ConfigureAwait(false);
            run.Succeeded(gate.Elapsed);
            SmAnswer said = kind.Describe(answer);
            await KeepAsync(SmSendStatus.Accepted, said.Attempts, null).ConfigureAwait(false);
            return Outcome(SmSendStatus.Accepted, Joined(said.Messages), said.Attempts, gate.Elapsed, answer, null);
        }
        catch (SmException failure) when (failure.Kind != SmFailureKind.Journal)
        {
            if (await run.FailedAsync(failure).ConfigureAwait(false))
            {
                return null;
            }

            SmSendStatus status = failure.MayHaveBeenProcessed ? SmSendStatus.Unknown : SmSendStatus.Failed;
            await KeepAsync(status, failure.Attempts, failure).ConfigureAwait(false);
            return Outcome(status, Joined(failure.ServerMessages) ?? failure.Message, failure.Attempts, gate.Elapsed, default, failure);
        }
    }

    /// <summary>Keeps an outcome. A journal that cannot be written ends the run, but what the server said is not lost with it.</summary>
    private async ValueTask KeepAsync(SmSendStatus status, int attempts, SmException? failure)
    {
        if (_claim is null)
        {
            return;
        }

        string? message = failure is null ? null : JournalMessage.From(failure, kind.ContentOf(_request));
        try
        {
            DateTimeOffset now = run.Time.GetUtcNow();
            _claim.End(id => new JournalOutcome(id, now, status, attempts, failure?.Kind, (int?)failure?.StatusCode, message));
        }
        catch (SmException unwritten) when (unwritten.Kind == SmFailureKind.Journal)
        {
            await run.EndAsync(unwritten).ConfigureAwait(false);
        }
    }

    private BulkOutcome<TResult> Known(JournalVerdict verdict)
    {
        (SmSendStatus status, string message) = verdict == JournalVerdict.Skip
            ? (SmSendStatus.Skipped, "The journal says that it was accepted before.")
            : (SmSendStatus.Unknown,
                "It was tried before and may have been processed, so it was not sent again. Look at the person's history, or resend what is unknown.");
        return Outcome(status, message, 0, TimeSpan.Zero, default, null);
    }

    private BulkOutcome<TResult> Outcome(
        SmSendStatus status, string? message, int attempts, TimeSpan elapsed, TAnswer? answer, SmException? error)
    {
        run.Meter.Add(status);
        TResult result = kind.ToResult(_request, new SendReport<TAnswer>(status, message, attempts, elapsed, run.Time.GetUtcNow(), answer));
        return new BulkOutcome<TResult>(result, error);
    }

    private static string? Joined(IReadOnlyList<string> messages) => messages.Count == 0 ? null : string.Join("; ", messages);
}
