using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that sends many requests: window, pace and journal are the same for all of them.</summary>
public abstract class SmSendingCmdlet : SmSessionCmdlet
{
    // How long a pipeline that has enough waits for what is on its way, before it cancels that too.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string InformationTag = "SmSummary";

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _enough = new();
    private JournalSnapshot? _journal;
    private SendProgress? _progress;
    private Func<Task>? _abandon;
    private Action? _complete;

    private protected SmSendingCmdlet()
    {
    }

    /// <summary>Requests in flight at once, 1 to 256; by default the session's.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <summary>Requests per second; by default the session's.</summary>
    [Parameter]
    [ValidateRange(0.001, 100_000)]
    public double? MaxRequestsPerSecond { get; set; }

    /// <summary>
    /// A file that remembers what was sent. Run the same command again with the same journal, and only what is missing is sent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalPathCompleter))]
    public string? JournalPath { get; set; }

    /// <summary>Also sends what an earlier run left as unknown: some of it may then arrive twice.</summary>
    [Parameter]
    public SwitchParameter ResendUnknown { get; set; }

    private SendProgress Progress => _progress ??= new SendProgress(Activity, PostProgress);

    private bool StopsAtErrors => MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given)
        ? given is ActionPreference.Stop
        : LanguagePrimitives.TryConvertTo(SessionState.PSVariable.GetValue("ErrorActionPreference"), out ActionPreference preference)
            && preference == ActionPreference.Stop;

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <inheritdoc />
    protected override void EndProcessing() => Run(Complete);

    /// <summary>Starts the run. Its failures end the command; those of single inputs are outcomes.</summary>
    /// <param name="send">Which of the sender's operations to run.</param>
    /// <param name="target">What an error about a result is about.</param>
    private protected OrderedRun<TRequest, TResult> StartRun<TRequest, TResult>(
        Func<BulkSender, IAsyncEnumerable<TRequest>, CancellationToken, IAsyncEnumerable<BulkOutcome<TResult>>> send,
        Func<TResult, object?> target)
    {
        int window = ThrottleLimit > 0 ? ThrottleLimit : ActiveSession.ThrottleLimit;
        SendJournal? journal = JournalPath is null ? null : SendJournal.Open(GetUnresolvedProviderPathFromPSPath(JournalPath));
        var sender = new BulkSender(Client, new BulkOptions
        {
            ThrottleLimit = window,
            MaxRequestsPerSecond = MaxRequestsPerSecond ?? ActiveSession.MaxRequestsPerSecond,
            Journal = journal,
            ResendUnknown = ResendUnknown,
            Progress = Progress,
            Enough = _enough.Token,
        });
        var run = new OrderedRun<TRequest, TResult>(
            window,
            inputs => SendAsync(InBackground(() => send(sender, inputs, StopToken)), journal),
            outcome => Write(outcome, target(outcome.Result)),
            Inbox,
            StopToken,
            () => ShowWaiting(0));
        _complete = run.Complete;
        _abandon = run.Abandon;
        return run;
    }

    /// <summary>Writes an outcome: its result, and the failure behind it as an error.</summary>
    private protected void Write<TResult>(BulkOutcome<TResult> outcome, object? target)
    {
        WriteObject(outcome.Result);
        if (outcome.Error is { } failure)
        {
            WriteFailure(failure, target);
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// When errors stop the command, the error is the last thing that can be written: what is on its way tells its results before it,
    /// and nothing more is sent.
    /// </remarks>
    private protected override void WriteFailure(SmException failure, object? target)
    {
        if (StopsAtErrors)
        {
            if (_enough.IsCancellationRequested)
            {
                // An earlier failure ends the command when the results are written; this one is told by its result.
                return;
            }

            _enough.Cancel();
            Complete();
        }

        base.WriteFailure(failure, target);
    }

    /// <summary>Writes the outcome of an input that was refused before it came to the run; it counts like the others.</summary>
    private protected void Refuse<TRequest, TResult>(OrderedRun<TRequest, TResult>? run, BulkOutcome<TResult> refused, object? target)
    {
        Progress.CountRefused();
        if (run is not null)
        {
            run.Feed(refused);
        }
        else
        {
            // Without a run there is nothing to wait for, and with -WhatIf there shall be none.
            Write(refused, target);
        }
    }

    /// <summary>Ends the command when there is no application to send for and no column that could have one: it is so for every input.</summary>
    /// <param name="bound">What was bound to the parameter, from the command line or the input.</param>
    private protected void RequireApplication(string? bound)
    {
        if (bound is null && _complete is null && ActiveSession.ApplicationId is null)
        {
            ThrowTerminatingError(ErrorTable.MissingApplication.For("No application is known: it is part of every request. Nothing was sent.", null));
        }
    }

    /// <summary>What the journal knows, for <c>-WhatIf</c> to tell what it would say; null when there is none, and when things are sent.</summary>
    private protected JournalSnapshot? PeekedJournal =>
        JournalPath is null || !IsWhatIf ? null : _journal ??= SendJournal.Peek(GetUnresolvedProviderPathFromPSPath(JournalPath));

    /// <summary>Asks whether to send; <c>-WhatIf</c> with a journal tells what the journal would say to it.</summary>
    /// <param name="target">The recipient.</param>
    /// <param name="action">What would be done.</param>
    /// <param name="judge">What the journal says to it.</param>
    private protected bool ShouldSend(string target, string action, Func<JournalSnapshot, JournalVerdict> judge)
    {
        if (PeekedJournal is not { } journal)
        {
            return ShouldProcess(target, action);
        }

        string said = judge(journal) switch
        {
            JournalVerdict.Skip => "Skip (accepted before)",
            JournalVerdict.Unknown => "Leave as unknown (tried before; -ResendUnknown sends it again)",
            _ => action,
        };
        return ShouldProcess(target, said);
    }

    /// <summary>Does something with the run. What ends the run ends the command, and whatever ends the command ends the run.</summary>
    private protected void Run(Action step)
    {
        try
        {
            step();
        }
        catch (SmException failure)
        {
            ThrowTerminatingError(failure.ToErrorRecord(JournalPath));
        }
        catch
        {
            // Nobody takes more results (Select-Object -First, an error downstream): what waits its turn is not sent.
            // What is on its way is awaited in Dispose, which comes only after the commands downstream have ended.
            _enough.Cancel();
            throw;
        }
    }

    /// <summary>Writes a warning that would be the same for thousands of inputs only once.</summary>
    private protected void WarnOnce(string warning)
    {
        if (_warned.Add(warning))
        {
            WriteWarning(warning);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing && _abandon is { } abandon)
        {
            _abandon = null;
            _enough.Cancel();
            Task ending = abandon();
            Task.WhenAny(ending, Task.Delay(Patience, StopToken)).GetAwaiter().GetResult();
            if (StopToken.IsCancellationRequested)
            {
                WaitBriefly(ending);
            }
        }

        base.Dispose(disposing);
    }

    /// <summary>Writes the results that are still to come, and how the run went.</summary>
    private void Complete()
    {
        _complete?.Invoke();
        if (_progress is { } progress)
        {
            EndWaiting();
            progress.End();
            Inbox.Drain();
            WriteInformation($"{Activity}: {progress.Summary}", [InformationTag]);
        }
    }

    private static async IAsyncEnumerable<T> SendAsync<T>(IAsyncEnumerable<T> outcomes, SendJournal? journal)
    {
        await using (journal)
        {
            await foreach (T outcome in outcomes.ConfigureAwait(false))
            {
                yield return outcome;
            }
        }
    }
}
