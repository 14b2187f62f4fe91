using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// The run of a cmdlet that sends many requests: the cmdlet hands in rows, and results, errors and the closing line come out, however it
/// ends.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="parameters">What it was told about the run.</param>
/// <param name="activity">What it does, in words.</param>
/// <param name="start">Starts the kind of run.</param>
/// <param name="target">What an error about a result is about.</param>
/// <param name="shardOf">The shard of the list that a request belongs to, or null.</param>
/// <param name="onResult">Called with each result after it was written; null for nothing.</param>
internal sealed class SendRun<TRequest, TResult>(
    SmSessionCmdlet cmdlet,
    ISendParameters parameters,
    string activity,
    Func<BulkSender, BulkRun<TRequest, TResult>> start,
    Func<TResult, object?> target,
    Func<TRequest, string?> shardOf,
    Action<TResult>? onResult = null) : IDisposable
    where TResult : class
{
    private const string InformationTag = "SmSummary";

    // How long what is in flight is waited for when nobody takes results any more, and after Ctrl-C.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceAfterStop = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookForStopEvery = TimeSpan.FromMilliseconds(100);

    private readonly SendProgress _progress = new(activity, cmdlet.PostProgress);
    private readonly RepeatedErrors _errors = new(cmdlet);
    private SendJournal? _journal;
    private JournalSnapshot? _snapshot;
    private BulkRun<TRequest, TResult>? _run;
    private OrderedOutput<BulkOutcome<TResult>>? _output;
    private CancellationTokenRegistration _onStop;
    private bool _stopping;
    private bool _ended;

    /// <summary>What the journal knows, for <c>-WhatIf</c>; null when there is none, and when things are sent.</summary>
    public JournalSnapshot? PeekedJournal =>
        _snapshot ??= parameters.JournalPath is { } path && cmdlet.Preferences.IsWhatIf
            ? Usable(() => SendJournal.Peek(cmdlet.Paths.Full(path, nameof(parameters.JournalPath))))
            : null;

    /// <summary>Whom the command leaves out. The lists are read before anything is sent.</summary>
    public Exclusions Exclusions { get; } = new(cmdlet, parameters.ExcludePath);

    /// <summary>What the journal knows, once it is clear that it takes the request's shard. Another shard ends the command.</summary>
    public JournalSnapshot? Peek(TRequest request) => Usable(() =>
    {
        PeekedJournal?.RequireShard(shardOf(request));
        return PeekedJournal;
    });

    /// <summary>Asks whether to send; <c>-WhatIf</c> with a journal tells what the journal would say to it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="recipient">The recipient.</param>
    /// <param name="action">What would be done.</param>
    /// <param name="judge">What the journal says to it.</param>
    /// <param name="leftOut">Why the recipient is left out, or null. That is asked of nobody.</param>
    public bool ShouldSend(
        TRequest request, string recipient, string action, Func<JournalSnapshot, JournalVerdict> judge, string? leftOut = null)
    {
        JournalSnapshot? journal = Peek(request);
        if (leftOut is not null)
        {
            return !cmdlet.Preferences.IsWhatIf || cmdlet.ShouldProcess(recipient, $"Skip ({leftOut.TrimEnd('.')})");
        }

        return cmdlet.ShouldProcess(recipient, journal is null ? action : RunSummary.WhatIf(judge(journal), action));
    }

    /// <summary>Hands in one request, waiting while the run is full; meanwhile results are written.</summary>
    /// <param name="request">The request. One that cannot be sent becomes a result that says so.</param>
    /// <param name="row">The row whose columns the result keeps, or null.</param>
    public void Send(TRequest request, PSObject? row = null)
    {
        if (_run is null)
        {
            Start(shardOf(request));
        }

        StopUnlessDone(() => _output!.Add(SendAsync(request), row));
    }

    /// <summary>Reports a failure that has no result, in its turn or not.</summary>
    public void Report(SmException failure, object? about)
    {
        if (!cmdlet.Preferences.StopsAtErrors)
        {
            _errors.Write(failure.ToErrorRecord(about));
        }
        else if (!_stopping)
        {
            // The error is the last thing that can be written: what is in flight comes first, and nothing more is sent.
            // A failure after it is reported by its result alone.
            _stopping = true;
            _run?.Stop();
            Finish();
            cmdlet.WriteError(failure.ToErrorRecord(about));
        }
    }

    /// <summary>Writes the results that are still to come, how the run went, and what ended it.</summary>
    public void Complete()
    {
        Finish();
        if (_run?.End is { } end)
        {
            cmdlet.WriteError(end.ToErrorRecord(parameters.JournalPath));
        }
    }

    /// <summary>
    /// Stops the run when nobody takes results any more, and closes the journal. Called when the pipeline is over, however it ended.
    /// </summary>
    public void Dispose()
    {
        if (_run is null || _ended)
        {
            return;
        }

        _ended = true;
        IReadOnlyList<Task<BulkOutcome<TResult>>> left = _output!.Abandon();
        _run.Stop();
        Task all = Task.WhenAll(left);
        WaitFor(all);
        _run.Cancel();
        all.GetAwaiter().GetResult();
        SmException? failure = CloseJournal();
        string line = RunSummary.EndedEarly(activity, _run.Progress, left.Count, parameters.JournalPath);
        cmdlet.WriteToHost(failure is null ? line : $"{line} {failure.Message}");
        Free();
    }

    /// <summary>Waits for what is in flight, but not long after the user has stopped the command, before or meanwhile.</summary>
    private void WaitFor(Task all)
    {
        long start = TimeProvider.System.GetTimestamp();
        TimeSpan? stoppedAfter = null;
        for (TimeSpan elapsed = default; elapsed < (stoppedAfter + PatienceAfterStop ?? Patience);)
        {
            stoppedAfter ??= cmdlet.IsStopped ? elapsed : null;
            if (Task.WhenAny(all, Task.Delay(LookForStopEvery)).GetAwaiter().GetResult() == all)
            {
                return;
            }

            elapsed = TimeProvider.System.GetElapsedTime(start);
        }
    }

    private void Start(string? shard)
    {
        // With -WhatIf nothing but rows that cannot be sent comes here.
        _journal = parameters.JournalPath is { } path && !cmdlet.Preferences.IsWhatIf
            ? Usable(() => SendJournal.Open(cmdlet.Paths.Full(path, nameof(parameters.JournalPath)), shard))
            : null;
        _run = start(new BulkSender(cmdlet.ActiveSession.Client, new BulkOptions
        {
            ThrottleLimit = parameters.ThrottleLimit > 0 ? parameters.ThrottleLimit : null,
            MaxRequestsPerSecond = parameters.MaxRequestsPerSecond,
            Journal = _journal,
            ResendUnknown = parameters.ResendUnknown,
            Progress = _progress,
        }));
        _output = new OrderedOutput<BulkOutcome<TResult>>(cmdlet, _run.Capacity, Write, onLook: () => cmdlet.ShowWaiting(0));
        _onStop = cmdlet.StopToken.Register(_run.Stop);
    }

    /// <summary>Who hears of requests flows with the work, and must not stay on the pipeline thread.</summary>
    private async Task<BulkOutcome<TResult>> SendAsync(TRequest request) =>
        await cmdlet.InBackground(() => _run!.Send(request)).ConfigureAwait(false);

    private void Write(BulkOutcome<TResult> outcome, object? row)
    {
        cmdlet.WriteObject(row is PSObject columns ? InputColumns.AddTo(outcome.Result, columns) : outcome.Result);
        onResult?.Invoke(outcome.Result);
        if (outcome.Error is { } failure)
        {
            Report(failure, target(outcome.Result));
        }
    }

    private void Finish()
    {
        if (_run is null || _ended)
        {
            return;
        }

        StopUnlessDone(_output!.Complete);
        _ended = true;
        SmException? failure = CloseJournal();
        cmdlet.EndWaiting();
        _progress.End();
        cmdlet.Inbox.Drain();
        _errors.WriteCounts();
        (string line, bool shown) = RunSummary.Of(activity, _run.Progress, parameters.JournalPath);
        cmdlet.WriteInformation(SafeText.ForScreen(line), shown ? [InformationTag, "PSHOST"] : [InformationTag]);
        if (failure is not null && _run.End is null)
        {
            cmdlet.WriteError(failure.ToErrorRecord(parameters.JournalPath));
        }

        Free();
    }

    /// <summary>A journal that cannot be used ends the command: without it the run would forget what was sent.</summary>
    private T? Usable<T>(Func<T> open)
        where T : class?
    {
        try
        {
            return open();
        }
        catch (SmException e)
        {
            cmdlet.ThrowTerminatingError(e.ToErrorRecord(parameters.JournalPath));
            return null;
        }
    }

    /// <summary>
    /// Nobody takes more results (Select-Object -First, an error downstream): what waits its turn is not sent. What is in flight is awaited
    /// in <see cref="Dispose"/>, which comes only after the commands downstream have ended.
    /// </summary>
    private void StopUnlessDone(Action step)
    {
        try
        {
            step();
        }
        catch
        {
            _run!.Stop();
            throw;
        }
    }

    private SmException? CloseJournal()
    {
        try
        {
            _journal?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (SmException unwritten)
        {
            return unwritten;
        }
    }

    private void Free()
    {
        _onStop.Dispose();
        _run!.Dispose();
    }
}

/// <summary>The parameters that commands share which send many requests. Their help is the same, their attributes are the command's.</summary>
internal interface ISendParameters
{
    /// <summary>Requests of this command in flight at once, 1 to 256; by default as many as the session gives.</summary>
    int ThrottleLimit { get; }

    /// <summary>Requests per second of this command; it can only lower the session's.</summary>
    double? MaxRequestsPerSecond { get; }

    /// <summary>
    /// Lists of people who are left out: text, CSV or journals, wildcards allowed. Whom a journal reached, or may have reached, is left out.
    /// </summary>
    string[]? ExcludePath { get; }

    /// <summary>
    /// A file that remembers what was sent. Run the same command again with the same journal, and only what is missing is sent.
    /// </summary>
    string? JournalPath { get; }

    /// <summary>
    /// The shard that Split-SmAudience put the row in, for example <c>0/4:spring</c>. A journal takes the rows of one shard alone.
    /// </summary>
    string? Shard { get; }

    /// <summary>Also sends what an earlier run left as unknown: some of it may then arrive twice.</summary>
    SwitchParameter ResendUnknown { get; }
}
