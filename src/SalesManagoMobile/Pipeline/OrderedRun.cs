using System.Management.Automation;
using System.Threading.Channels;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>
/// Connects a cmdlet's ProcessRecord with work on the thread pool: inputs go in through a bounded channel, so that a full
/// run holds back the pipeline's source; outcomes come out in input order, as soon as PowerShell lets a cmdlet write.
/// Only the pipeline thread calls it.
/// </summary>
internal sealed class OrderedRun<TInput, TResult>
{
    // An input that failed before it was sent waits here for its place in the order; null stands for one that is under way.
    private const int MostWaiting = 4096;

    // Waking the pipeline thread for each of many thousand outcomes costs more than sending them: it is woken when there are some, or looks by itself.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(15);

    private readonly int _window;
    private readonly Action? _onLook;
    private readonly Queue<BulkOutcome<TResult>?> _order = new();
    private readonly Channel<TInput> _inputs;
    private readonly BackgroundStream<BulkOutcome<TResult>> _outcomes;
    private readonly PipelineInbox _inbox;
    private readonly Action<BulkOutcome<TResult>> _emit;
    private readonly CancellationToken _stop;
    private volatile bool _abandoned;

    /// <param name="window">Pieces of work at once: as many inputs again may wait their turn.</param>
    /// <param name="work">Starts the work over the inputs; called on the thread pool.</param>
    /// <param name="emit">Writes an outcome; called on the pipeline thread.</param>
    /// <param name="inbox">Where other threads leave messages for the pipeline thread.</param>
    /// <param name="stop">Cancelled when the user stops the command.</param>
    /// <param name="onLook">Called now and then while waiting; on the pipeline thread.</param>
    public OrderedRun(
        int window,
        Func<IAsyncEnumerable<TInput>, IAsyncEnumerable<BulkOutcome<TResult>>> work,
        Action<BulkOutcome<TResult>> emit,
        PipelineInbox inbox,
        CancellationToken stop,
        Action? onLook = null)
    {
        (_window, _inbox, _emit, _stop, _onLook) = (window, inbox, emit, stop, onLook);
        _inputs = Channel.CreateBounded<TInput>(new BoundedChannelOptions(window) { SingleReader = true, SingleWriter = true });
        _outcomes = new BackgroundStream<BulkOutcome<TResult>>(() => work(ReadInputsAsync()), window * 2, inbox.Wake, stop, wakeAt: Math.Max(1, window / 2));
    }

    /// <summary>Hands in one input, waiting while the run is full; meanwhile outcomes are written. A run that has ended takes no more.</summary>
    public void Feed(TInput input)
    {
        bool taken = false;
        while (!taken && !_outcomes.IsEmptyAndEnded)
        {
            _inbox.DrainUntil(() => _stop.IsCancellationRequested || _outcomes.IsReadyOrEnded || (taken = _inputs.Writer.TryWrite(input)), LookEvery, _onLook);
            if (taken)
            {
                _order.Enqueue(null);
            }

            Emit();
        }
    }

    /// <summary>Hands in an input that already failed: it takes its place among the others.</summary>
    public void Feed(BulkOutcome<TResult> failed)
    {
        _order.Enqueue(failed);
        Emit();
        while (_order.Count >= MostWaiting && !_outcomes.IsEmptyAndEnded)
        {
            _inbox.DrainUntil(() => _stop.IsCancellationRequested || _outcomes.IsReadyOrEnded, LookEvery, _onLook);
            Emit();
        }
    }

    /// <summary>No more inputs: writes everything that is still to come.</summary>
    public void Complete()
    {
        _inputs.Writer.TryComplete();
        while (!_outcomes.IsEmptyAndEnded)
        {
            _inbox.DrainUntil(() => _stop.IsCancellationRequested || _outcomes.IsReadyOrEnded, LookEvery, _onLook);
            Emit();
        }

        Emit();
    }

    /// <summary>
    /// Nothing more will be handed in or written: lets the work end with what it has taken, and tells when it has.
    /// Whether it still starts what waits its turn is the work's own affair.
    /// </summary>
    public Task Abandon()
    {
        _abandoned = true;
        _inputs.Writer.TryComplete();
        _outcomes.Discard();
        return _outcomes.Reading;
    }

    private void Emit()
    {
        ThrowIfStopped();
        while (_order.TryPeek(out BulkOutcome<TResult>? next))
        {
            BulkOutcome<TResult> outcome = next.GetValueOrDefault();
            if (next is null && !_outcomes.TryTake(out outcome))
            {
                break;
            }

            _order.Dequeue();
            _emit(outcome);
        }

        if (_outcomes.IsEmptyAndEnded)
        {
            // The stop may be what ended it.
            ThrowIfStopped();
            _outcomes.ThrowIfCutShort();
        }
    }

    private void ThrowIfStopped()
    {
        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private async IAsyncEnumerable<TInput> ReadInputsAsync()
    {
        // Abandoned, inputs may be left in the channel, and then it is always ready to be read.
        while (!_abandoned && await _inputs.Reader.WaitToReadAsync(_stop).ConfigureAwait(false))
        {
            while (!_abandoned && _inputs.Reader.TryRead(out TInput? input))
            {
                if (_inputs.Reader.Count <= _window / 2)
                {
                    _inbox.Wake();
                }

                yield return input;
            }
        }
    }
}
