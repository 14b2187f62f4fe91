namespace SalesManagoMobile.Callbacks;

/// <summary>What a receiver did since it started.</summary>
public sealed class ReceiverCounters
{
    private long _kept;
    private long _notKept;
    private long _unauthorised;
    private long _refused;
    private long _cutOff;

    /// <summary>Callbacks that are in the spool; each is answered 200 if its caller still listens.</summary>
    public long Kept => Interlocked.Read(ref _kept);

    /// <summary>Callbacks answered 503: the spool could not be written, or too many large ones came at once.</summary>
    public long NotKept => Interlocked.Read(ref _notKept);

    /// <summary>Requests with a wrong path or token, or from elsewhere than allowed.</summary>
    public long Unauthorised => Interlocked.Read(ref _unauthorised);

    /// <summary>Requests that break a limit or the rules of HTTP, and callers with whom no TLS came about.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Connections closed because they were too slow, or because others needed the room, or the receiver stopped.</summary>
    public long CutOff => Interlocked.Read(ref _cutOff);

    internal void CountCutOff() => Interlocked.Increment(ref _cutOff);

    internal void CountUnauthorised() => Interlocked.Increment(ref _unauthorised);

    internal void CountRefused() => Interlocked.Increment(ref _refused);

    internal void CountAnswer(int status)
    {
        if (status == 200)
        {
            Interlocked.Increment(ref _kept);
        }
        else if (status == 503)
        {
            Interlocked.Increment(ref _notKept);
        }
        else
        {
            CountRefused();
        }
    }
}
