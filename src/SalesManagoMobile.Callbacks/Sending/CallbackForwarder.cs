namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Forwards the callbacks of a spool to one URL: as they came, in their order, at least once. A target that does not take a callback gets
/// it again, after a pause that doubles up to half a minute. How far it got is in a cursor of its own beside the spool, so neither the
/// callers nor other targets wait for it, and the next run goes on there.
/// </summary>
public sealed class CallbackForwarder : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly CallbackSpool _spool;
    private readonly SpoolFollower _follower;
    private readonly CallbackSender _sender;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _finishing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;

    /// <summary>Opens the target's cursor. Do so before the spool is read.</summary>
    /// <param name="spool">The callbacks.</param>
    /// <param name="target">Where to post them.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SpoolException">The cursor cannot be opened.</exception>
    public CallbackForwarder(CallbackSpool spool, Uri target, TimeProvider time)
        : this(spool, target, time, CallbackSender.Handler(target))
    {
    }

    internal CallbackForwarder(CallbackSpool spool, Uri target, TimeProvider time, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(spool);
        (_spool, _time, Target) = (spool, time, CallbackSender.Mask(target));
        _follower = spool.Follow(target);
        _sender = new CallbackSender(target, AnswerLimit, ratePerSecond: null, time, handler);
    }

    /// <summary>The target, with the last segment of its path masked.</summary>
    public Uri Target { get; }

    /// <summary>Whether an earlier run was in a file that is not beside the spool any more. What followed there was not forwarded.</summary>
    public bool LostPlace => _follower.LostPlace;

    /// <summary>Called after each attempt, from any thread.</summary>
    public Action<ForwardAttempt>? OnAttempt { get; init; }

    /// <summary>Called when the cursor cannot be saved. Forwarding continues; a later run may send some callbacks again.</summary>
    public Action<SpoolException>? OnCursorFailure { get; init; }

    /// <summary>
    /// Forwards until the spool is completed and the target has everything, or, after <see cref="Finish"/>, an attempt fails.
    /// </summary>
    /// <exception cref="SpoolException">The spool cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await foreach (SpooledCallback entry in _follower.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Post is not { } post)
            {
                continue;
            }

            while (!await TrySendAsync(post, cancellationToken).ConfigureAwait(false))
            {
                if (_finishing.Task.IsCompleted)
                {
                    return;
                }

                await Task.WhenAny(_finishing.Task, Task.Delay(Pause(), _time, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            Confirm(entry);
        }
    }

    /// <summary>Gives up at the next failure. What is left is forwarded by a later run.</summary>
    public void Finish() => _finishing.TrySetResult();

    /// <inheritdoc/>
    public void Dispose() => _sender.Dispose();

    private async Task<bool> TrySendAsync(ReceivedPost post, CancellationToken cancellationToken)
    {
        SmCallbackDelivery delivery = await _sender.SendAsync(post, cancellationToken).ConfigureAwait(false);
        int before = _failures;
        _failures = delivery.IsAccepted ? 0 : _failures + 1;
        OnAttempt?.Invoke(new ForwardAttempt(delivery, delivery.IsAccepted ? before : _failures));
        return delivery.IsAccepted;
    }

    /// <summary>Doubles with each failure. A random half of it keeps several receivers from coming back at the same moment.</summary>
    private TimeSpan Pause()
    {
        double full = Math.Min(LongestPause.TotalSeconds, ShortestPause.TotalSeconds * Math.Pow(2, Math.Min(_failures - 1, 16)));
        return TimeSpan.FromSeconds(full * (0.5 + Random.Shared.NextDouble() / 2));
    }

    private void Confirm(SpooledCallback entry)
    {
        try
        {
            _spool.Confirm(entry, _follower);
        }
        catch (SpoolException failure)
        {
            OnCursorFailure?.Invoke(failure);
        }
    }
}

/// <summary>One attempt to forward a callback.</summary>
/// <param name="Delivery">What became of it.</param>
/// <param name="FailuresInARow">
/// How many attempts in a row had failed: with this one when it failed, before it when it was accepted.
/// </param>
public sealed record ForwardAttempt(SmCallbackDelivery Delivery, int FailuresInARow);
