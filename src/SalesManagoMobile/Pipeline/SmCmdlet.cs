using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// A cmdlet that works asynchronously and can be stopped: Ctrl-C cancels <see cref="StopToken"/> and returns at once.
/// Work runs on the thread pool; its output is written on the pipeline thread, where PowerShell accepts it.
/// </summary>
public abstract class SmCmdlet : PSCmdlet, IDisposable
{
    // Long enough for cancelled work to remove its temporary files, short enough for a prompt that comes back at once.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    private const int BufferedItems = 256;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _owned = [];
    private volatile bool _hasOwnProgress;
    private WaitProgress? _waiting;

    private protected SmCmdlet()
    {
        Paths = new FilePaths(this);
        Preferences = new Preferences(this);
    }

    /// <summary>What the user's paths name.</summary>
    internal FilePaths Paths { get; }

    /// <summary>What the user wants of common parameters.</summary>
    internal Preferences Preferences { get; }

    /// <summary>Cancelled when the user stops the command.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <summary>
    /// Whether the user has stopped the command. The engine does not say so to a cmdlet whose pipeline has met an error before, but it
    /// refuses to run anything more. Only for the pipeline thread.
    /// </summary>
    internal bool IsStopped
    {
        get
        {
            try
            {
                _ = InvokeCommand.InvokeScript("$null");
                return StopToken.IsCancellationRequested;
            }
            catch (PipelineStoppedException)
            {
                return true;
            }
        }
    }

    /// <summary>What progress says is going on.</summary>
    private protected virtual string Activity => MyInvocation.MyCommand.Name;

    internal PipelineInbox Inbox { get; } = new();

    /// <inheritdoc />
    protected override void BeginProcessing() => Given.RefuseEmpty(this);

    /// <inheritdoc />
    protected override void StopProcessing()
    {
        // Cancels without running anyone's callbacks on the thread that the host waits on.
        _ = _stop.CancelAsync();
        Inbox.Wake();
    }

    /// <summary>Runs work on the thread pool and waits for it, writing what it posts meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the command.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> task = Task.Run(() => InBackground(() => work(StopToken)), CancellationToken.None);
        task.ContinueWith(_ => Inbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Inbox.DrainUntil(() => task.IsCompleted || StopToken.IsCancellationRequested, WaitProgress.LookEvery, () => ShowWaiting(0));
        if (StopToken.IsCancellationRequested)
        {
            WaitBriefly(task);
        }

        ThrowIfStopped();
        EndWaiting();
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Await{T}(Func{CancellationToken, Task{T}})"/>
    private protected void Await(Func<CancellationToken, Task> work) =>
        Await(async token =>
        {
            await work(token).ConfigureAwait(false);
            return true;
        });

    /// <summary>
    /// Reads an asynchronous sequence from the pipeline thread, writing what it posts meanwhile. Leaving the loop early,
    /// also because a cmdlet downstream has enough, cancels and disposes the sequence.
    /// </summary>
    /// <param name="source">Starts the sequence; called on the thread pool.</param>
    /// <param name="bufferedItems">How many items may wait for the pipeline before the sequence is held back.</param>
    /// <exception cref="PipelineStoppedException">The user stopped the command.</exception>
    private protected IEnumerable<T> Enumerate<T>(Func<CancellationToken, IAsyncEnumerable<T>> source, int bufferedItems = BufferedItems)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(StopToken);
        CancellationToken token = leave.Token;
        var stream = new BackgroundStream<T>(() => InBackground(() => source(token)), bufferedItems, Inbox.Wake, token);
        long count = 0;
        try
        {
            while (true)
            {
                Inbox.DrainUntil(
                    () => stream.IsReadyOrEnded || StopToken.IsCancellationRequested, WaitProgress.LookEvery, () => ShowWaiting(count));
                ThrowIfStopped();
                while (stream.TryTake(out T? item))
                {
                    count++;
                    yield return item;
                    ThrowIfStopped();
                }

                if (stream.IsEmptyAndEnded)
                {
                    ThrowIfStopped();
                    EndWaiting();
                    stream.ThrowIfCutShort();
                    yield break;
                }
            }
        }
        finally
        {
            leave.Cancel();
            WaitBriefly(stream.Reading);
        }
    }

    /// <summary>Runs first in every piece of background work, for what flows with the work (who listens to requests).</summary>
    private protected virtual void EnterBackground()
    {
    }

    /// <summary>Writes a warning. Text from outside in it is made safe to show, here and in the other streams.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(SafeText.ForScreen(text));

    /// <inheritdoc cref="WriteWarning"/>
    internal new void WriteVerbose(string text) => base.WriteVerbose(SafeText.ForScreen(text));

    /// <inheritdoc cref="WriteWarning"/>
    internal new void WriteDebug(string text) => base.WriteDebug(SafeText.ForScreen(text));

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    internal new bool ShouldProcess(string target, string action) =>
        base.ShouldProcess(SafeText.ForScreen(target), SafeText.ForScreen(action));

    /// <summary>Writes a warning from any thread.</summary>
    private protected void PostWarning(string message) => Inbox.Post(() => WriteWarning(message));

    /// <summary>Writes a verbose line from any thread.</summary>
    private protected void PostVerbose(string message) => Inbox.Post(() => WriteVerbose(message));

    /// <summary>Writes progress from any thread.</summary>
    internal void PostProgress(ProgressRecord progress)
    {
        _hasOwnProgress = true;
        Inbox.Post(() => WriteProgress(progress));
    }

    /// <summary>Shows that something is being waited for, unless the cmdlet shows progress of its own.</summary>
    internal void ShowWaiting(long count)
    {
        if (_hasOwnProgress)
        {
            EndWaiting();
        }
        else
        {
            (_waiting ??= new WaitProgress(this, Activity)).Look(count);
        }
    }

    /// <summary>Removes the progress of <see cref="ShowWaiting"/>.</summary>
    internal void EndWaiting()
    {
        _waiting?.End();
        _waiting = null;
    }

    /// <summary>Ends the command because of a parameter.</summary>
    internal void Refuse(string problem, object? about) => ThrowTerminatingError(ErrorTable.InvalidParameter.For(problem, about));

    /// <summary>Writes a failure as a non-terminating error.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="target">The contact, push, conversation or job that it is about.</param>
    private protected virtual void WriteFailure(SmException failure, object? target) => WriteError(failure.ToErrorRecord(target));

    /// <summary>Runs work for one input; a failure becomes a non-terminating error about <paramref name="target"/>.</summary>
    private protected void Try(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (SmException failure)
        {
            WriteFailure(failure, target);
        }
    }

    /// <exception cref="PipelineStoppedException">The user stopped the command.</exception>
    internal void ThrowIfStopped()
    {
        if (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Writes a line to the screen when the pipeline takes nothing more. A host without a screen shows nothing.</summary>
    internal void WriteToHost(string line) => Host?.UI?.WriteLine(SafeText.ForScreen(line));

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still running. Called by PowerShell when the pipeline is over, however it ended.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _owned.ForEach(static owned => owned.Dispose());
            _stop.Cancel();
        }
    }

    /// <summary>Disposes something when the pipeline is over, however it ended, before the rest of the background work is cancelled.</summary>
    private protected T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Waits briefly for cancelled work.</summary>
    private protected static void WaitBriefly(Task work) => Task.WhenAny(work, Task.Delay(Grace)).GetAwaiter().GetResult();

    internal TResult InBackground<TResult>(Func<TResult> work)
    {
        EnterBackground();
        return work();
    }
}
