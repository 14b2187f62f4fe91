namespace SalesManagoMobile.Client;

/// <summary>
/// Runs prepared work first come, first served, at most so much at once. A lane that is done with one takes the next by itself:
/// no thread is woken between the two.
/// </summary>
internal sealed class Lanes<TResult>(int limit, CancellationToken cancellationToken)
{
    private readonly object _sync = new();
    private readonly Queue<Turn> _waiting = new();
    private int _busy;
    private bool _closed;

    /// <summary>Hands in work; its end is told to <paramref name="end"/>.</summary>
    public void Add(IPreparedWork<TResult> work, TaskCompletionSource<TResult> end)
    {
        var turn = new Turn(work, end);
        bool closed;
        lock (_sync)
        {
            closed = _closed;
            if (!closed && _busy == limit)
            {
                _waiting.Enqueue(turn);
                return;
            }

            _busy++;
        }

        if (closed)
        {
            Drop(turn);
        }
        else
        {
            _ = RunLaneAsync(turn);
        }
    }

    /// <summary>Starts nothing more. What runs goes on; what waits is cancelled.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _closed = true;
        }

        while (_waiting.TryDequeue(out Turn left))
        {
            Drop(left);
        }
    }

    private static void Drop(Turn turn)
    {
        try
        {
            turn.Work.Dispose();
            turn.End.SetCanceled();
        }
        catch (Exception e)
        {
            turn.End.SetException(e);
        }
    }

    private async Task RunLaneAsync(Turn turn)
    {
        do
        {
            await RunAsync(turn).ConfigureAwait(false);
        }
        while (TakeNext(ref turn));
    }

    private async Task RunAsync(Turn turn)
    {
        try
        {
            TResult result;
            using (turn.Work)
            {
                // A lane that came free because everything was cancelled starts nothing.
                cancellationToken.ThrowIfCancellationRequested();
                result = await turn.Work.RunAsync(cancellationToken).ConfigureAwait(false);
            }

            turn.End.SetResult(result);
        }
        catch (Exception e)
        {
            // Whatever ended the work is the consumer's to see, in its turn.
            turn.End.SetException(e);
        }
    }

    private bool TakeNext(ref Turn turn)
    {
        lock (_sync)
        {
            // After the close, Close itself takes what waits.
            if (!_closed && _waiting.TryDequeue(out turn))
            {
                return true;
            }

            _busy--;
            return false;
        }
    }

    private readonly record struct Turn(IPreparedWork<TResult> Work, TaskCompletionSource<TResult> End);
}
