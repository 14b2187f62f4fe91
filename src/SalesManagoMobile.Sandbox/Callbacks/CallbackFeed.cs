namespace SalesManagoMobile.Sandbox;

/// <summary>The callbacks to come, in the order of their time. Used under the state's gate.</summary>
internal sealed class CallbackFeed
{
    // How long the platform takes to send a push, in milliseconds.
    private const long SendingTime = 5;

    private readonly PriorityQueue<(int Delivery, CallbackKind Kind), (long Time, long Serial)> _coming = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _serial;

    /// <summary>Ends when there is something new, or time was moved.</summary>
    public Task Changed => _changed.Task;

    /// <summary>When the next callback is due, in Unix milliseconds; null when there is none.</summary>
    public long? NextAt => _coming.TryPeek(out _, out (long Time, long Serial) when) ? when.Time : null;

    /// <summary>Plans the callbacks of one push.</summary>
    public void Add(int delivery, in DeliveryRow row, Reaction future)
    {
        Plan(delivery, CallbackKind.Sending, row.SentAt);
        Plan(delivery, CallbackKind.Sent, row.SentAt + SendingTime);
        Plan(delivery, CallbackKind.Displayed, future.Displayed);
        Plan(delivery, CallbackKind.Clicked, future.Clicked);
        Plan(delivery, CallbackKind.Dismissed, future.Dismissed);
        Wake();
    }

    /// <summary>The next callback that is due; false when none is.</summary>
    public bool TryTake(long now, out int delivery, out CallbackKind kind, out long time)
    {
        (delivery, kind, time) = (0, default, 0);
        if (!_coming.TryPeek(out (int Delivery, CallbackKind Kind) next, out (long Time, long Serial) when) || when.Time > now)
        {
            return false;
        }

        _coming.Dequeue();
        (delivery, kind, time) = (next.Delivery, next.Kind, when.Time);
        return true;
    }

    public void Wake()
    {
        TaskCompletionSource waiting = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.TrySetResult();
    }

    private void Plan(int delivery, CallbackKind kind, long? time)
    {
        if (time is { } moment)
        {
            _coming.Enqueue((delivery, kind), (moment, _serial++));
        }
    }
}

/// <summary>What a callback tells about one push.</summary>
internal enum CallbackKind
{
    Sending,
    Sent,
    Displayed,
    Clicked,
    Dismissed,
}
