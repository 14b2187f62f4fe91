using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that asks the mobile host once per input, several at a time, and writes the answers in input order.</summary>
/// <typeparam name="TKey">What is asked about.</typeparam>
/// <typeparam name="TResult">What goes on the pipeline.</typeparam>
public abstract class SmReadingCmdlet<TKey, TResult> : SmSessionCmdlet
    where TKey : notnull
{
    private OrderedOutput<Answer>? _output;
    private long _count;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Require(SmHost.Mobile);
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
        int limit = Client.MaxInFlight;
        _output ??= new OrderedOutput<Answer>(this, 4 * limit, (answer, _) => Emit(answer), limit, () => ShowWaiting(_count));
        _output.Start(token => AskSafelyAsync(key, token));
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _output?.Complete();
        EndWaiting();
    }

    private async Task<Answer> AskSafelyAsync(TKey key, CancellationToken cancellationToken)
    {
        try
        {
            return new Answer(key, await AskAsync(key, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SmException failure)
        {
            return new Answer(key, [], failure);
        }
    }

    private void Emit(Answer answer)
    {
        foreach (TResult result in answer.Results)
        {
            OnResult(result);
            _count++;
            WriteObject(result);
        }

        if (answer.Failure is { } failure)
        {
            WriteFailure(failure, answer.Key);
        }
    }

    private sealed record Answer(TKey Key, IReadOnlyList<TResult> Results, SmException? Failure);
}
