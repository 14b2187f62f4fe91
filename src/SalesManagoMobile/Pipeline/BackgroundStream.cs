using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace SalesManagoMobile;

/// <summary>
/// Reads an asynchronous sequence on the thread pool into a bounded buffer that the pipeline thread empties.
/// A full buffer stops the reading, so a slow consumer slows the source down.
/// </summary>
internal sealed class BackgroundStream<T>
{
    private readonly Channel<T> _buffer;

    /// <param name="source">The sequence; enumerated on the thread pool.</param>
    /// <param name="capacity">How many items may wait for the pipeline thread.</param>
    /// <param name="wake">Called when there is something new to look at.</param>
    /// <param name="cancellationToken">Gives up waiting for the pipeline thread.</param>
    public BackgroundStream(Func<IAsyncEnumerable<T>> source, int capacity, Action wake, CancellationToken cancellationToken)
    {
        _buffer = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        Reading = Task.Run(() => ReadAsync(source, wake, cancellationToken), CancellationToken.None);
        Reading.ContinueWith(_ => wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Whether an item can be taken, or there will never be one again.</summary>
    public bool IsReadyOrEnded => _buffer.Reader.Count > 0 || Reading.IsCompleted;

    /// <summary>Whether everything was read and taken.</summary>
    public bool IsEmptyAndEnded => Reading.IsCompleted && _buffer.Reader.Count == 0;

    /// <summary>Ends when the source has ended and cleaned up after itself.</summary>
    public Task Reading { get; }

    public bool TryTake([MaybeNullWhen(false)] out T item) => _buffer.Reader.TryRead(out item);

    /// <summary>Throws what ended the source early: a failure or a cancellation. Only when it has ended.</summary>
    public void ThrowIfCutShort() => Reading.GetAwaiter().GetResult();

    private async Task ReadAsync(Func<IAsyncEnumerable<T>> source, Action wake, CancellationToken cancellationToken)
    {
        await foreach (T item in source().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await _buffer.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            wake();
        }
    }
}
