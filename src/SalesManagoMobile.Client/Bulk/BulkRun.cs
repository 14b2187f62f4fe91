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

    /// <summary>Sends one. Null when the run stopped before its turn: it was not tried.</summary>
    private async Task<BulkOutcome<TResult>?> SendOneAsync(TRequest request, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        try
        {
            await _pace.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        long started = _time.GetTimestamp();
        try
        {
            TAnswer answer = await _kind.SendAsync(_client, request, cancellationToken).ConfigureAwait(false);
            _pace.Resume();
            _streak.Ends(null);
            SmAnswer said = _kind.Describe(answer);
            string? message = said.Messages.Count == 0 ? null : string.Join("; ", said.Messages);
            return Outcome(request, SmSendStatus.Accepted, message, said.Attempts, _time.GetElapsedTime(started), answer, null);
        }
        catch (SmException failure)
        {
            if (await StopsAsync(failure, stop).ConfigureAwait(false)) return null;
            SmSendStatus status = failure.MayHaveBeenProcessed ? SmSendStatus.Unknown : SmSendStatus.Failed;
            string message = failure.ServerMessages.Count == 0 ? failure.Message : string.Join("; ", failure.ServerMessages);
            return Outcome(request, status, message, failure.Attempts, _time.GetElapsedTime(started), default, failure);
        }
    }

    /// <summary>Draws the consequences of a failure for the run. True when the input is to be left untried.</summary>
    private async Task<bool> StopsAsync(SmException failure, CancellationTokenSource stop)
    {
        if (failure.Kind == SmFailureKind.MissingCredential)
        {
            _missingCredential = failure;
            await stop.CancelAsync().ConfigureAwait(false);
            return true;
        }

        if (failure.Kind == SmFailureKind.Throttled)
        {
            _pace.Pause(failure.RetryAfter);
            _meter.Tell();
        }

        if (_streak.Ends(failure)) await stop.CancelAsync().ConfigureAwait(false);
        return false;
    }

    private BulkOutcome<TResult> Outcome(
        TRequest request, SmSendStatus status, string? message, int attempts, TimeSpan elapsed, TAnswer? answer, SmException? error)
    {
        _meter.Add(status);
        TResult result = _kind.ToResult(request, new SendReport<TAnswer>(status, message, attempts, elapsed, _time.GetUtcNow(), answer));
        return new BulkOutcome<TResult>(result, error);
    }
}
