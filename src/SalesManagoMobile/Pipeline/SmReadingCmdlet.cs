using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that asks the server once per input, several at a time, and writes the answers in input order.</summary>
/// <typeparam name="TKey">What is asked about.</typeparam>
/// <typeparam name="TResult">What goes on the pipeline.</typeparam>
public abstract class SmReadingCmdlet<TKey, TResult> : SmSessionCmdlet
    where TKey : notnull
{
    private OrderedRun<TKey, (TKey Key, IReadOnlyList<TResult> Results)>? _run;
    private long _count;

    private protected SmReadingCmdlet()
    {
    }

    /// <summary>Asks the server about one input.</summary>
    private protected abstract Task<IReadOnlyList<TResult>> AskAsync(TKey key, CancellationToken cancellationToken);

    /// <summary>Called for each result on the pipeline thread, before it is written.</summary>
    private protected virtual void OnResult(TResult result)
    {
    }

    /// <summary>Hands in one input.</summary>
    private protected void Ask(TKey key)
    {
        _run ??= new OrderedRun<TKey, (TKey Key, IReadOnlyList<TResult> Results)>(
            ActiveSession.ThrottleLimit,
            keys => InBackground(() => Dispatcher.RunAsync(keys, ActiveSession.ThrottleLimit, AskSafelyAsync, StopToken)),
            Emit,
            Inbox,
            StopToken,
            () => ShowWaiting(_count));
        _run.Feed(key);
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _run?.Complete();
        EndWaiting();
    }

    private async Task<BulkOutcome<(TKey Key, IReadOnlyList<TResult> Results)>> AskSafelyAsync(TKey key, CancellationToken cancellationToken)
    {
        try
        {
            return new((key, await AskAsync(key, cancellationToken).ConfigureAwait(false)), null);
        }
        catch (SmException failure)
        {
            return new((key, []), failure);
        }
    }

    private void Emit(BulkOutcome<(TKey Key, IReadOnlyList<TResult> Results)> outcome)
    {
        foreach (TResult result in outcome.Result.Results)
        {
            OnResult(result);
            _count++;
            WriteObject(result);
        }

        if (outcome.Error is { } failure)
        {
            WriteFailure(failure, outcome.Result.Key);
        }
    }
}
