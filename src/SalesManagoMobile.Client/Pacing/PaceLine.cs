namespace SalesManagoMobile.Client;

/// <summary>
/// The line in which the requests of one command wait at the session's pace, first come, first served. A command may have fewer places
/// and a lower rate than the session. The pace guards the state.
/// </summary>
/// <param name="pace">The session's pace.</param>
/// <param name="throttleLimit">Requests of the command in flight at once; null takes what the session gives.</param>
/// <param name="maxRequestsPerSecond">Requests per second of the command, above 0; null takes what the session gives.</param>
internal sealed class PaceLine(SessionPace pace, int? throttleLimit = null, double? maxRequestsPerSecond = null)
{
    private readonly Queue<Waiter> _retries = new();
    private readonly Queue<Waiter> _newcomers = new();

    /// <summary>The pace that it waits at.</summary>
    public SessionPace Pace => pace;

    /// <summary>Requests of the command in flight at once, as it was told; null when it was told nothing.</summary>
    public int? ThrottleLimit => throttleLimit;

    /// <summary>The time between two requests of the command, as it was told.</summary>
    public TimeSpan Interval { get; } = SessionPace.IntervalOf(maxRequestsPerSecond);

    /// <summary>When the command's own rate lets the next request leave.</summary>
    public TimeSpan NextSlot { get; set; }

    /// <summary>How many places it has taken.</summary>
    public int InFlight { get; set; }

    /// <summary>Whether it stands among the lines that are served in turn.</summary>
    public bool IsListed { get; set; }

    /// <summary>Completes when a request has a place in flight and may leave. <see cref="Leave"/> gives the place back.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => pace.WaitAsync(this, isRetry: false, cancellationToken);

    /// <summary>Completes when a request that has kept its place may leave again; before all that wait for a place.</summary>
    public Task EnterAgainAsync(CancellationToken cancellationToken) => pace.WaitAsync(this, isRetry: true, cancellationToken);

    /// <summary>Gives a place back.</summary>
    public void Leave() => pace.Leave(this);

    /// <summary>Adds a request to the line.</summary>
    public Task Add(bool isRetry, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(cancellationToken);
        (isRetry ? _retries : _newcomers).Enqueue(waiter);
        return waiter.Task;
    }

    /// <summary>Whether somebody waits, and whether the first one has a place already. Who gave up is forgotten.</summary>
    public bool HasWaiter(out bool isRetry)
    {
        isRetry = HasWaiter(_retries);
        return isRetry || HasWaiter(_newcomers);
    }

    /// <summary>Lets the first one leave; false when it gave up at this moment.</summary>
    public bool LetLeave(bool isRetry) => (isRetry ? _retries : _newcomers).Dequeue().LetLeave();

    private static bool HasWaiter(Queue<Waiter> queue)
    {
        while (queue.TryPeek(out Waiter? first))
        {
            if (!first.HasGivenUp)
            {
                return true;
            }

            queue.Dequeue();
        }

        return false;
    }

    /// <summary>A request that waits. Its work goes on elsewhere: the pace is locked when it is let go.</summary>
    private sealed class Waiter : TaskCompletionSource
    {
        private readonly CancellationTokenRegistration _givesUp;

        public Waiter(CancellationToken cancellationToken)
            : base(TaskCreationOptions.RunContinuationsAsynchronously) => _givesUp =
                cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), this);

        /// <summary>A token that was cancelled a moment ago may not have told yet.</summary>
        public bool HasGivenUp => Task.IsCompleted || (_givesUp.Token.IsCancellationRequested && TrySetCanceled(_givesUp.Token));

        public bool LetLeave()
        {
            _givesUp.Unregister();
            return TrySetResult();
        }
    }
}
