namespace SalesManagoMobile.Client;

/// <summary>The send of one input of a run, from claim to outcome.</summary>
internal sealed class Send<TRequest, TResult>(BulkRun<TRequest, TResult> run, TRequest request, int number) : IRequestGate
{
    private TRequest _request = request;
    private JournalClaim? _claim;
    private long? _leftAt;

    /// <summary>
    /// The way of one input: claim in the journal, place in flight, intent, request, outcome. The place comes before the intent, so what a
    /// crash leaves unknown is at most what was in flight.
    /// </summary>
    public async Task<BulkOutcome<TResult>> RunAsync()
    {
        if (run.Operation.LeftOutOf(_request) is { } leftOut)
        {
            return Report(SmSendStatus.Skipped, leftOut);
        }

        if (run.Operation.Check(_request) is { Count: > 0 } problems)
        {
            return Failed(Problems.Refusal(run.Operation.EndpointOf(_request), problems));
        }

        try
        {
            // Waits while another input of the run sends the same.
            using JournalClaim claim = _claim = await run.Journal
                .ClaimAsync(run.Operation.Identify(_request), run.Options.ResendUnknown, run.Cancelled)
                .ConfigureAwait(false);
            _request = run.Operation.Narrow(_request, claim.Verdicts);
            if (claim.Verdict != JournalVerdict.Send)
            {
                return Known(claim.Verdict);
            }

            // From here on the thread pool works: the caller's thread continues to read inputs.
            await run.Line.EnterAsync(run.Stopped).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await WriteIntentAsync(claim).ConfigureAwait(false);
                run.ThrowIfStopped();
                return await RequestAsync(claim).ConfigureAwait(false);
            }
            finally
            {
                run.Line.Leave();
            }
        }
        catch (OperationCanceledException)
        {
            return _leftAt is null
                ? NotTried()
                : Report(SmSendStatus.Unknown, "The run was cancelled before the response arrived.", 1);
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            // The intent is not on the device, so nothing left.
            run.EndWith(failure);
            return NotTried();
        }
    }

    PaceLine IRequestGate.Line => run.Line;

    async ValueTask<bool> IRequestGate.WaitToRetryAsync(TimeSpan backOff)
    {
        try
        {
            await Task.Delay(backOff, run.Time, run.Stopped).ConfigureAwait(false);
            await run.Line.EnterAgainAsync(run.Stopped).ConfigureAwait(false);
            // After a long wait, only a new intent tells when the request may have reached the server.
            await WriteIntentAsync(_claim!).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            run.EndWith(failure);
            return false;
        }
    }

    void IRequestGate.OnNothingLeft()
    {
        _leftAt = null;
        _claim!.EndUntried();
    }

    void IRequestGate.OnThrottled() => run.Meter.Report();

    private async Task WriteIntentAsync(JournalClaim claim)
    {
        if (run.Options.Journal is null)
        {
            return;
        }

        string? pushName = run.Operation.ContentOf(_request) is ExistingPush push ? await NameOfAsync(push).ConfigureAwait(false) : null;
        IReadOnlyList<JournalIntent> intents = run.Operation.ToIntents(_request, claim.Ids, run.Time.GetUtcNow());
        await claim.BeginAsync(pushName is null ? intents : [.. intents.Select(intent => intent with { PushName = pushName })])
            .ConfigureAwait(false);
    }

    private async ValueTask<string?> NameOfAsync(ExistingPush push)
    {
        ValueTask<string?> asking = run.PushNames.FindAsync(run.Operation.ApplicationOf(_request), push.PushId, run.Stopped);
        if (asking.IsCompleted)
        {
            return await asking.ConfigureAwait(false);
        }

        string? name = await asking.ConfigureAwait(false);

        // Those that waited for the name together must not leave together.
        await run.Line.EnterAgainAsync(run.Stopped).ConfigureAwait(false);
        return name;
    }

    private async Task<BulkOutcome<TResult>> RequestAsync(JournalClaim claim)
    {
        claim.Leave();
        long place = run.Streak.Leave();
        _leftAt = run.Time.GetTimestamp();
        SmException? failure = null;
        bool answered = false;
        try
        {
            SmAnswer answer = await run.Operation.SendAsync(run.Client, _request, this, run.Cancelled).ConfigureAwait(false);
            answered = true;
            Save(claim, SmSendStatus.Accepted, answer.Attempts, null);
            return Report(SmSendStatus.Accepted, Joined(answer.Messages), answer.Attempts, null, answer);
        }
        catch (SmException e) when (e.Kind == SmFailureKind.SessionClosed)
        {
            claim.EndUntried();
            run.EndWith(e);
            return NotTried();
        }
        catch (SmException e)
        {
            (failure, answered) = (e, true);
            Save(claim, e.MayHaveBeenProcessed ? SmSendStatus.Unknown : SmSendStatus.Failed, e.Attempts, e);
            return Failed(e);
        }
        finally
        {
            if (run.Streak.Record(place, failure, answered) is { } end)
            {
                run.EndWith(end);
            }
        }
    }

    /// <summary>Keeps an outcome. A journal that cannot be written ends the run, but what the server said is not lost with it.</summary>
    private void Save(JournalClaim claim, SmSendStatus status, int attempts, SmException? failure)
    {
        string? message = failure is null ? null : JournalMessage.From(failure, run.Operation.ContentOf(_request));
        try
        {
            DateTimeOffset now = run.Time.GetUtcNow();
            claim.End(new JournalOutcome(claim.Ids[0], now, status, attempts, failure?.Kind, (int?)failure?.StatusCode, message));
        }
        catch (SmException unwritten) when (unwritten.Kind == SmFailureKind.Journal)
        {
            run.EndWith(unwritten);
        }
    }

    private BulkOutcome<TResult> Failed(SmException failure)
    {
        string message = Joined(failure.RawServerMessages) ?? failure.Reason ?? failure.MessageAlone;
        SmException named = failure.About(run.Operation.NameOf(_request, number));
        return failure.MayHaveBeenProcessed ? Report(SmSendStatus.Unknown, message, failure.Attempts, named)
            : _claim is { HasDoubt: true } ? Report(
                SmSendStatus.Unknown, $"An earlier attempt may have been processed. {message}", failure.Attempts, named)
            : Report(SmSendStatus.Failed, message, failure.Attempts, named);
    }

    private BulkOutcome<TResult> Known(JournalVerdict verdict) => verdict == JournalVerdict.Skip
        ? Report(SmSendStatus.Skipped, run.Options.Journal is null
            ? "The same send was accepted earlier in this run."
            : "The journal says that it was accepted before.")
        : Report(
            SmSendStatus.Unknown,
            "It was tried before and may have been processed, so it was not sent again. Check the push history, "
                + "or use -ResendUnknown.");

    private BulkOutcome<TResult> NotTried() => _claim is { HasDoubt: true }
        ? Report(SmSendStatus.Unknown, "An earlier attempt may have been processed. The run stopped before it was sent again.")
        : Report(SmSendStatus.NotTried, "The run stopped before it was sent.");

    private BulkOutcome<TResult> Report(
        SmSendStatus status, string? message, int attempts = 0, SmException? failure = null, SmAnswer? answer = null)
    {
        run.Meter.Add(status);
        TimeSpan elapsed = _leftAt is { } left ? run.Time.GetElapsedTime(left) : TimeSpan.Zero;
        var report = new SendReport(number, _claim?.Verdicts ?? [], status, message, attempts, elapsed, run.Time.GetUtcNow(), answer);
        return new BulkOutcome<TResult>(run.Operation.ToResult(_request, report), failure);
    }

    private static string? Joined(IReadOnlyList<string> messages) => messages.Count == 0 ? null : string.Join("; ", messages);
}
