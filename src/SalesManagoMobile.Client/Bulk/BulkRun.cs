using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Client;

/// <summary>One run over many inputs of one kind: paced, stopped when the server is down, each input with one outcome.</summary>
internal static class BulkRun
{
    /// <summary>Sends all, and yields the outcomes in input order. Ends with an exception when the run had to be stopped.</summary>
    public static async IAsyncEnumerable<BulkOutcome<TResult>> SendAsync<TRequest, TAnswer, TResult>(
        SmClient client,
        BulkOptions options,
        SendKind<TRequest, TAnswer, TResult> kind,
        IAsyncEnumerable<TRequest> requests,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var run = new RunContext(client, options, cancellationToken);
        IAsyncEnumerator<BulkOutcome<TResult>?> outcomes = Dispatcher
            .RunPreparedAsync(
                UntilStoppedAsync(requests, run, cancellationToken),
                options.ThrottleLimit,
                (request, _) => PrepareAsync(run, kind, request, cancellationToken),
                cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            while (await outcomes.MoveNextAsync().ConfigureAwait(false))
            {
                if (outcomes.Current is { } outcome)
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            await run.StopAsync().ConfigureAwait(false);
            await outcomes.DisposeAsync().ConfigureAwait(false);
            run.Meter.Tell();
        }

        run.ThrowIfStopped();
    }

    /// <summary>The inputs until the run stops. Stopping ends the stream; only the caller's token cancels it.</summary>
    private static async IAsyncEnumerable<TRequest> UntilStoppedAsync<TRequest>(
        IAsyncEnumerable<TRequest> requests, RunContext run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<TRequest> inputs = requests.GetAsyncEnumerator(run.Stop);
        while (await HasNextAsync().ConfigureAwait(false))
        {
            yield return inputs.Current;
        }

        async ValueTask<bool> HasNextAsync()
        {
            try
            {
                return !run.Stop.IsCancellationRequested && await inputs.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (run.Stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>Asks the journal what to do with an input, and writes its intent ahead of its turn when that pays.</summary>
    private static async ValueTask<IPreparedWork<BulkOutcome<TResult>?>> PrepareAsync<TRequest, TAnswer, TResult>(
        RunContext run, SendKind<TRequest, TAnswer, TResult> kind, TRequest request, CancellationToken cancellationToken)
    {
        var send = new BulkSend<TRequest, TAnswer, TResult>(run, kind, request);
        if (run.Options.Journal is not { } journal || run.Stop.IsCancellationRequested)
        {
            return send;
        }

        try
        {
            await send.ClaimAsync(journal).ConfigureAwait(false);
            if (run.WritesAhead(journal) && send.IsToBeSent)
            {
                await send.BeginAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped while the same send was in flight: it is left untried when its turn comes.
        }
        catch (SmException failure) when (failure.Kind == SmFailureKind.Journal)
        {
            await run.EndAsync(failure).ConfigureAwait(false);
        }
        catch
        {
            send.Dispose();
            throw;
        }

        return send;
    }
}
