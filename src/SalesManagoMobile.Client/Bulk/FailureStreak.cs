namespace SalesManagoMobile.Client;

/// <summary>
/// Counts failures in a row that say "the server is down" or "the credentials are wrong". When there are too many, the run is over:
/// thousands of identical failures help nobody, and each that may have been processed costs an unknown outcome.
/// So it is when the server asks to be left alone for longer than anybody waits for one request.
/// </summary>
internal sealed class FailureStreak(int limit)
{
    private readonly object _sync = new();
    private int _length;
    private SmException? _end;

    /// <summary>The failure that ended the run, or null while it goes on.</summary>
    public SmException? End => Volatile.Read(ref _end);

    /// <summary>Takes what became of one request: null when the server took it.</summary>
    /// <returns>True for the one failure that ends the run.</returns>
    public bool Ends(SmException? failure)
    {
        lock (_sync)
        {
            if (failure?.RetryAfter > RetryPolicy.LongestWait)
            {
                _end ??= failure;
                return _end == failure;
            }

            if (failure is not null && !Counts(failure.Kind))
            {
                // The server answered sensibly, or the input never got to it.
                if (failure.Kind != SmFailureKind.InvalidInput)
                {
                    _length = 0;
                }

                return false;
            }

            _length = failure is null ? 0 : _length + 1;
            if (failure is null || _end is not null || limit <= 0 || _length < limit)
            {
                return false;
            }

            _end = failure;
            return true;
        }
    }

    private static bool Counts(SmFailureKind kind) => kind is SmFailureKind.Authentication or SmFailureKind.ConnectionFailed
        or SmFailureKind.ConnectionLost or SmFailureKind.ServerError or SmFailureKind.TimedOut
        or SmFailureKind.InvalidResponse or SmFailureKind.ResponseTooLarge;
}
