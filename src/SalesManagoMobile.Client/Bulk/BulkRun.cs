using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>One run over many inputs of one kind: paced, stopped when the server is down, each input with one outcome.</summary>
internal sealed class BulkRun<TRequest, TAnswer, TResult>
{
    private readonly SmClient _client;
    private readonly BulkOptions _options;
    private readonly SendKind<TRequest, TAnswer, TResult> _kind;
    private readonly TimeProvider _time;
    private readonly RunPace _pace;
    private readonly FailureStreak _streak;
    private readonly ProgressMeter _meter;
    private SmException? _missingCredential;

    public BulkRun(SmClient client, BulkOptions options, SendKind<TRequest, TAnswer, TResult> kind)
    {
        _client = client;
        _options = options;
        _kind = kind;
        _time = client.Options.TimeProvider;
        _pace = new RunPace(options.MaxRequestsPerSecond, _time);
        _streak = new FailureStreak(options.StopAfterFailures);
        _meter = new ProgressMeter(options, _pace, _time);
    }

    /// <summary>Sends all, and yields the outcomes in input order. Ends with an exception when the run had to be stopped.</summary>
    public async IAsyncEnumerable<BulkOutcome<TResult>> SendAsync(
        IAsyncEnumerable<TRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Ends the reading of inputs and the waiting for one's turn, but not what is on its way: that gets its outcome.
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IAsyncEnumerator<BulkOutcome<TResult>?> outcomes = Dispatcher
            .RunAsync(UntilAsync(requests, stop, cancellationToken), _options.ThrottleLimit, (r, c) => SendOneAsync(r, stop, c), cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await outcomes.MoveNextAsync().ConfigureAwait(false))
                if (outcomes.Current is { } outcome) yield return outcome;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await outcomes.DisposeAsync().ConfigureAwait(false);
            _meter.Tell();
        }

        if (_missingCredential is not null) throw _missingCredential;
        if (_streak.End is { } last) throw StoppedRun.After(last, _options, _meter);
    }

    /// <summary>The inputs until the run stops. Stopping ends the stream; only the caller's token cancels it.</summary>
    private static async IAsyncEnumerable<TRequest> UntilAsync(
        IAsyncEnumerable<TRequest> requests, CancellationTokenSource stop, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<TRequest> inputs = requests.GetAsyncEnumerator(stop.Token);
        while (await HasNextAsync(inputs, cancellationToken).ConfigureAwait(false)) yield return inputs.Current;

        async ValueTask<bool> HasNextAsync(IAsyncEnumerator<TRequest> source, CancellationToken cancellation)
        {
            try
            {
                return !stop.IsCancellationRequested && await source.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>Sends one, unless the journal says otherwise. Null when the run stopped before it left: it was not tried.</summary>
    private async Task<BulkOutcome<TResult>?> SendOneAsync(TRequest request, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        if (stop.IsCancellationRequested) return null;
        JournalClaim? claim = null;
        try
        {
            if (_options.Journal is { } journal)
                claim = await journal.ClaimAsync(_kind.Identify(request), _options.ResendUnknown, stop.Token).ConfigureAwait(false);
            if (claim is { Verdict: not JournalVerdict.Send }) return Known(request, claim.Verdict);
            return await SendNowAsync(request, claim, stop, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            claim?.Dispose();
        }
    }

    private async Task<BulkOutcome<TResult>?> SendNowAsync(
        TRequest request, JournalClaim? claim, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        var gate = new SendGate(_pace, _meter, _time, claim, () => _kind.ToIntent(request, claim!.Id, _time.GetUtcNow()), stop.Token);
        try
        {
            TAnswer answer = await _kind.SendAsync(_client, request, gate, cancellationToken).ConfigureAwait(false);
            _pace.Resume();
            _streak.Ends(null);
            SmAnswer said = _kind.Describe(answer);
            claim?.End(new JournalOutcome(claim.Id, _time.GetUtcNow(), SmSendStatus.Accepted, said.Attempts, null, null, null));
            return Outcome(request, SmSendStatus.Accepted, Joined(said.Messages), said.Attempts, gate.Elapsed, answer, null);
        }
        catch (SmException failure) when (failure.Kind != SmFailureKind.Journal)
        {
            if (await StopsAsync(failure, stop).ConfigureAwait(false)) return null;
            SmSendStatus status = failure.MayHaveBeenProcessed ? SmSendStatus.Unknown : SmSendStatus.Failed;
            claim?.End(new JournalOutcome(
                claim.Id, _time.GetUtcNow(), status, failure.Attempts, failure.Kind, (int?)failure.StatusCode, JournalMessage.From(failure, _kind.ContentOf(request))));
            return Outcome(request, status, Joined(failure.ServerMessages) ?? failure.Message, failure.Attempts, gate.Elapsed, default, failure);
        }
    }

    /// <summary>Draws the consequences of a failure for the run. True when the input is to be left untried.</summary>
    private async Task<bool> StopsAsync(SmException failure, CancellationTokenSource stop)
    {
        if (failure.Kind == SmFailureKind.MissingCredential) _missingCredential = failure;
        else if (!_streak.Ends(failure)) return false;
        await stop.CancelAsync().ConfigureAwait(false);
        return failure.Kind == SmFailureKind.MissingCredential;
    }

    private BulkOutcome<TResult> Known(TRequest request, JournalVerdict verdict) => verdict == JournalVerdict.Skip
        ? Outcome(request, SmSendStatus.Skipped, "The journal says that it was accepted before.", 0, TimeSpan.Zero, default, null)
        : Outcome(
            request, SmSendStatus.Unknown, "It was tried before and may have been processed. It was not sent again.", 0, TimeSpan.Zero, default, null);

    private BulkOutcome<TResult> Outcome(
        TRequest request, SmSendStatus status, string? message, int attempts, TimeSpan elapsed, TAnswer? answer, SmException? error)
    {
        _meter.Add(status);
        TResult result = _kind.ToResult(request, new SendReport<TAnswer>(status, message, attempts, elapsed, _time.GetUtcNow(), answer));
        return new BulkOutcome<TResult>(result, error);
    }

    private static string? Joined(IReadOnlyList<string> messages) => messages.Count == 0 ? null : string.Join("; ", messages);
}
