namespace SalesManagoMobile.Client;

/// <summary>What all sends of one run share.</summary>
internal sealed class RunContext : IDisposable
{
    /// <summary>How much a new request weighs in the usual time of one.</summary>
    private const double Smoothing = 0.1;

    private readonly CancellationTokenSource _stop;
    private double _requestSeconds;
    private SmException? _end;

    public RunContext(SmClient client, BulkOptions options, CancellationToken cancellationToken)
    {
        (Client, Options, Time) = (client, options, client.Options.TimeProvider);
        Pace = new RunPace(options.MaxRequestsPerSecond, Time);
        Streak = new FailureStreak(options.StopAfterFailures);
        Meter = new ProgressMeter(options, Pace, Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, options.Enough);
    }

    public SmClient Client { get; }

    public BulkOptions Options { get; }

    public TimeProvider Time { get; }

    public RunPace Pace { get; }

    public FailureStreak Streak { get; }

    public ProgressMeter Meter { get; }

    /// <summary>Ends the reading of inputs and the waiting for one's turn, but not what is on its way: that gets its outcome.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>
    /// Whether intents are written for inputs that still wait for their turn, so that a device that is slow beside the server does not
    /// hold the run back. Otherwise an intent is written last of all: fewer are left unknown when the process dies.
    /// </summary>
    public bool WritesAhead(SendJournal journal)
    {
        double request = Volatile.Read(ref _requestSeconds);
        return request > 0 && journal.FlushSeconds * 10 > request && Options.MaxRequestsPerSecond is null && Pace.PausedUntil is null;
    }

    public Task StopAsync() => _stop.CancelAsync();

    /// <summary>Ends the run because of something that no input can be sent without. What is on its way still gets its outcome.</summary>
    public Task EndAsync(SmException failure)
    {
        Interlocked.CompareExchange(ref _end, failure, null);
        return StopAsync();
    }

    /// <summary>Takes note of a request that the server said yes to.</summary>
    public void Succeeded(TimeSpan elapsed)
    {
        double before = Volatile.Read(ref _requestSeconds);
        // Two at once may overwrite each other: it is an estimate.
        Volatile.Write(ref _requestSeconds, before == 0 ? elapsed.TotalSeconds : before + (Smoothing * (elapsed.TotalSeconds - before)));
        Pace.Resume();
        Streak.Ends(null);
    }

    /// <summary>Draws the consequences of a failure for the run. True when the input is to be left untried.</summary>
    public async Task<bool> FailedAsync(SmException failure)
    {
        bool untried = failure.Kind == SmFailureKind.MissingCredential;
        if (untried)
        {
            await EndAsync(failure).ConfigureAwait(false);
        }
        else if (Streak.Ends(failure))
        {
            await StopAsync().ConfigureAwait(false);
        }

        return untried;
    }

    /// <summary>Throws what ended the run, if it was not the end of the input.</summary>
    public void ThrowIfStopped()
    {
        if (_end is not null)
        {
            throw _end;
        }

        if (Streak.End is { } last)
        {
            throw StoppedRun.After(last, Options, Meter);
        }
    }

    public void Dispose() => _stop.Dispose();
}
