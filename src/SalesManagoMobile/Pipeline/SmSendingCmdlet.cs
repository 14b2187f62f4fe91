using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>A cmdlet that sends many requests: window, pace and journal are the same for all of them.</summary>
public abstract class SmSendingCmdlet : SmSessionCmdlet
{
    // How long a pipeline that has enough waits for what is on its way, before it cancels that too.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private const string InformationTag = "SmSummary";

    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private JournalSnapshot? _journal;
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

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? given is SwitchParameter { IsPresent: true }
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <inheritdoc />
    protected override void EndProcessing() => Run(() => _complete?.Invoke());

    /// <summary>Starts the run. Its failures end the command; those of single inputs are outcomes.</summary>
    /// <param name="send">Which of the sender's operations to run.</param>
    /// <param name="emit">Writes one outcome.</param>
    private protected OrderedRun<TRequest, TResult> StartRun<TRequest, TResult>(
        Func<BulkSender, IAsyncEnumerable<TRequest>, CancellationToken, IAsyncEnumerable<BulkOutcome<TResult>>> send,
        Action<BulkOutcome<TResult>> emit)
    {
        int window = ThrottleLimit > 0 ? ThrottleLimit : ActiveSession.ThrottleLimit;
        SendJournal? journal = JournalPath is null ? null : SendJournal.Open(GetUnresolvedProviderPathFromPSPath(JournalPath));
        var progress = new SendProgress(Activity, PostProgress);
        var sender = new BulkSender(Client, new BulkOptions
        {
            ThrottleLimit = window,
            MaxRequestsPerSecond = MaxRequestsPerSecond ?? ActiveSession.MaxRequestsPerSecond,
            Journal = journal,
            ResendUnknown = ResendUnknown,
            Progress = progress,
        });
        var run = new OrderedRun<TRequest, TResult>(
            window, inputs => SendAsync(InBackground(() => send(sender, inputs, StopToken)), journal), emit, Inbox, StopToken, () => ShowWaiting(0));
        _complete = () =>
        {
            run.Complete();
            EndWaiting();
            progress.End();
            Inbox.Drain();
            WriteInformation($"{Activity}: {progress.Summary}", [InformationTag]);
        };
        _abandon = run.Abandon;
        return run;
    }

    /// <summary>Asks whether to send; <c>-WhatIf</c> with a journal tells what the journal would say to it.</summary>
    /// <param name="target">The recipient.</param>
    /// <param name="action">What would be done.</param>
    /// <param name="judge">What the journal says to it.</param>
    private protected bool ShouldSend(string target, string action, Func<JournalSnapshot, JournalVerdict> judge)
    {
        if (JournalPath is null || !IsWhatIf)
        {
            return ShouldProcess(target, action);
        }

        _journal ??= SendJournal.Peek(GetUnresolvedProviderPathFromPSPath(JournalPath));
        string said = judge(_journal) switch
        {
            JournalVerdict.Skip => "Skip (accepted before)",
            JournalVerdict.Unknown => "Leave as unknown (tried before; -ResendUnknown sends it again)",
            _ => action,
        };
        return ShouldProcess(target, said);
    }

    /// <summary>Does something with the run; what ends the run ends the command.</summary>
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
            Task ending = abandon();
            Task.WhenAny(ending, Task.Delay(s_patience, StopToken)).GetAwaiter().GetResult();
            if (StopToken.IsCancellationRequested)
            {
                WaitBriefly(ending);
            }
        }

        base.Dispose(disposing);
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
