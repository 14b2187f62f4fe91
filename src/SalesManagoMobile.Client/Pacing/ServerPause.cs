namespace SalesManagoMobile.Client;

/// <summary>The wait that the server asked for. Of several waits the longest counts.</summary>
internal sealed class ServerPause
{
    private static readonly TimeSpan FirstGuess = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestGuess = TimeSpan.FromSeconds(60);
    private TimeSpan _guess = FirstGuess;

    /// <summary>When it is over.</summary>
    public TimeSpan Until { get; private set; }

    /// <summary>The server refused a request.</summary>
    /// <param name="retryAfter">
    /// What it asked for; when it did not say, 1 s, doubled each time up to 60 s. A wait that is too long for a request to wait for is not
    /// waited for here, either: requests fail.
    /// </param>
    /// <param name="now">Now.</param>
    public void Extend(TimeSpan? retryAfter, TimeSpan now)
    {
        // "Now" and a time that has passed are no answer to how long: servers that say so refuse the next request as well.
        if (retryAfter is null || retryAfter <= TimeSpan.Zero)
        {
            // Requests that were in flight together are refused together: that is one refusal, not a reason to wait longer.
            if (Until > now)
            {
                return;
            }

            retryAfter = _guess;
            _guess = _guess * 2 < LongestGuess ? _guess * 2 : LongestGuess;
        }

        if (now + retryAfter > Until && retryAfter <= RetryPolicy.LongestWait)
        {
            Until = now + retryAfter.Value;
        }
    }

    /// <summary>The server took a request: the next refusal without a time starts from the shortest wait again.</summary>
    public void RecordSuccess() => _guess = FirstGuess;
}
